// What leaves the page: the proposal that is written now, its name, and the ways out. Other scripts ask proposed(), proposal() and nameOf().
const decided = () => dayOf(plain(dayField));
const proposed = () => (decided() === null ? [] : edits.filter((edit) => isChange(edit) && !refusal(edit)));

function proposal(changes) {
  const isSame = changes.some((edit) => isReplaced(edit) && edit.same);
  const head = { decided: decided(), decided_by: plain(byField), reason: plain(reasonField) };
  return written({ ...head, ...(isSame ? { same_item: true } : {}), changes: changes.map(asChange) });
}

const nameOf = (changes) => FOLDER + fileName(changes.map(asChange), proposal(changes));

function doors(changes) {
  part("doors").hidden = !changes.length;
  if (!changes.length) return;
  const [name, content] = [nameOf(changes), proposal(changes)];
  const subject = put(translate("suggest.message"), { items: [...new Set(changes.map((edit) => sentences.get(edit.item).label))].join(", ") });
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
