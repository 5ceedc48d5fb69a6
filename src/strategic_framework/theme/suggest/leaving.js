// What leaves the page: the proposal as it stands now, its name, and the ways out.
// Other scripts ask proposed(), proposal(changes) and nameOf(changes); `openProposal` in form.js takes a proposal in again.
const plain = (name) => tidy(control(name).value).text;
const head = () => ({ reason: plain("reason"), by: plain("by"), day: plain("day") });
const changing = () => edits.filter(isChange);
const hasFault = () => Object.keys(headProblems(head())).length > 0 || changing().some((edit) => Object.keys(problems(edit)).length > 0);
// The edits that may leave: none while anything is to be put right.
const proposed = () => (hasFault() ? [] : changing());

function proposal(changes) {
  const { reason, by, day } = head();
  const isSame = changes.some((edit) => isReplaced(edit) && edit.same);
  return written({ decided: dayOf(day), decided_by: by, reason, ...(isSame ? { same_item: true } : {}), changes: asChanges(changes) });
}

const nameOf = (changes) => FOLDER + fileName(asChanges(changes), proposal(changes));

function doors(changes) {
  part("doors").hidden = !changes.length;
  if (!changes.length) return;
  const [name, content] = [nameOf(changes), proposal(changes)];
  const subject = put(translate("suggest.message"), { items: [...new Set(changes.map((edit) => itemOf(edit).label))].join(", ") });
  part("name").textContent = put(translate("suggest.file_name"), { name });
  part("text").textContent = content;
  const { forge, host, newFile: page, letter: contact } = form.dataset;
  if (part("door--forge")) {
    const way = newFile(forge, page, name, content, subject);
    const [text, hint] = way.isWhole ? [translate("suggest.open"), translate("suggest.open_hint")] : [translate("suggest.copy_open"), translate("suggest.copy_open_hint")];
    lead(part("door--forge"), way, put(text, { host }), put(hint, { host }));
  }
  if (part("door--mail")) {
    const way = letter(contact, subject, content, translate("suggest.mail_attach"));
    lead(part("door--mail"), way, translate("suggest.mail"), way.isWhole ? "" : translate("suggest.mail_attach_hint"));
  }
}

function lead(link, way, text, hint) {
  link.href = way.address;
  link.textContent = text;
  link.dataset.copies = way.isWhole ? "" : "yes";
  link.nextElementSibling.textContent = hint;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const range = new Range();
    part("file").open = true;
    range.selectNodeContents(part("text"));
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    return document.execCommand("copy");
  }
}

function save() {
  const [name] = nameOf(proposed()).split("/").slice(-1);
  const link = element("a", "");
  link.href = URL.createObjectURL(new Blob([proposal(proposed())], { type: "application/yaml" }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say(put(translate("suggest.saved"), { name }));
}

async function leave(event) {
  if (!event.currentTarget.dataset.copies || event.currentTarget.matches(".sf-suggest__door--mail")) return;
  event.preventDefault();
  const { href } = event.currentTarget;
  await copied(proposal(proposed()));
  window.location.assign(href);
}
