// The ways out: the new-file page of the place that keeps the files, a file to save, a letter.
const MOST_LETTERS = { github: 8000, gitea: 8000, gitlab: 8000, mail: 1900 };

// What each forge calls the name and the content of a new file; GitLab takes no content.
function newFile(forge, page, name, content, message) {
  const [folder, file] = [FOLDER.slice(0, -1), name.slice(FOLDER.length)];
  const pairs = (values) => Object.entries(values).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const ask = (address, values) => address + "?" + pairs(values).join("&");
  const forms = {
    github: () => [ask(page, { filename: name, value: content, message }), ask(page, { filename: name, message })],
    gitea: () => [ask(`${page}/${folder}`, { filename: file, value: content }), ask(`${page}/${folder}`, { filename: file })],
    gitlab: () => [ask(`${page}/${folder}`, { file_name: file })],
  };
  const [whole, named = whole] = forms[forge]();
  const fits = forge !== "gitlab" && whole.length <= MOST_LETTERS[forge];
  return { address: fits ? whole : named, isWhole: fits };
}

function letter(contact, subject, content, instead) {
  const begun = contact + (contact.includes("?") ? "&" : "?") + "subject=" + encodeURIComponent(subject);
  const address = (body) => begun + "&body=" + encodeURIComponent(body.replace(/\n/g, "\r\n"));
  const whole = address(content);
  return whole.length <= MOST_LETTERS.mail ? { address: whole, isWhole: true } : { address: address(instead), isWhole: false };
}
