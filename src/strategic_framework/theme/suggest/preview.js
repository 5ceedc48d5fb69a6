// What the page says of the proposal: what would change, the list of edits, and the words for those who listen.
const PAUSE = 1200; // before a change is told to those who listen, in milliseconds
let pause = 0;

function preview(changes) {
  const lines = [...new Set(changes.map((edit) => sentences.get(edit.item).document))].map((name) => {
    const all = changes.filter((edit) => sentences.get(edit.item).document === name).map(told);
    const form_ = all.some((one) => one.opens) ? translate("suggest.version") : translate("suggest.version_same");
    return put(form_, { number: documents[name].version + 1, document: documents[name].name, changes: all.map((one) => one.text).join("; ") });
  });
  const isWhole = decided() && plain(byField) && plain(reasonField);
  const state = isWhole || changes.every((edit) => !told(edit).opens) ? translate("suggest.whole") : translate("suggest.suggestion");
  const none = decided() === null ? translate("suggest.day_wrong") : translate("suggest.nothing");
  part("preview").replaceChildren(...(changes.length ? [...lines, state] : [none]).map((line) => element("p", "", line)));
}

function button(text, item, act) {
  const made = element("button", "", text, element("span", "sf-vh", `: ${item}`));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function listed() {
  const rows = edits.filter(isChange).map((edit) => {
    const what = told(edit).text;
    const row = element("li", "", element("span", "", what), button(translate("suggest.again"), what, () => choose(edit.item, edit.kind, true)));
    row.append(button(translate("suggest.drop"), what, () => { edits = edits.filter((other) => other !== edit); choose(sentenceField.value, "reword", true); }));
    return row;
  });
  const isTold = rows.length > 1 || (rows.length && edits.find(isChange).item !== sentenceField.value); // else the field itself says it
  part("changes").hidden = !isTold;
  part("changes").replaceChildren(...(isTold ? rows : []));
}

// Told in words once nobody has typed for a while: what goes, what comes, and what that asks for.
function tell() {
  window.clearTimeout(pause);
  pause = window.setTimeout(() => {
    const said = [...part("redline").querySelectorAll("del, ins")].map((mark) => mark.textContent.trim());
    part("told").textContent = [...said, part("rule").textContent].filter(Boolean).join(" ");
  }, PAUSE);
}

function say(text) {
  window.clearTimeout(pause);
  part("told").textContent = "";
  pause = window.setTimeout(() => { part("told").textContent = text; }, 50);
}
