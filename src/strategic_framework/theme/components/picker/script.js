// Any two versions of a document compared, word by word, from the words of every version. Nothing is sent.
(() => {
  "use strict";
  const form = document.querySelector(".sf-picker");
  if (!form) return;
  const status = form.querySelector(".sf-picker__told");
  const result = form.querySelector(".sf-picker__found");
  let wordings = null;

  function difference(was, now) {
    const latest = now || was;
    const note = !was ? translate("picker.added") : !now ? translate("picker.gone") : was.retired !== now.retired ? (now.retired ? translate("picker.retired") : translate("picker.restored")) : "";
    const head = element("h3", "", latest.label, " ", element("span", "sf-note", note));
    return [head, was && now && was.text === now.text ? element("p", "sf-said", latest.text) : marked(redline(words(was?.text || ""), words(now?.text || "")))];
  }

  // The words of a version: each item with the wording that it had then.
  function wordsOf(version) {
    return new Map(wordings.filter((wording) => wording.first <= version && version <= wording.last).map((wording) => [wording.item, wording]));
  }

  function show() {
    const [before, after] = ["was", "now"].map((name) => wordsOf(Number(form.elements[name].value)));
    const items = [...new Set([...after.keys(), ...before.keys()])];
    const differ = items.filter((item) => before.get(item)?.text !== after.get(item)?.text || before.get(item)?.retired !== after.get(item)?.retired);
    result.replaceChildren(...differ.flatMap((item) => difference(before.get(item), after.get(item))));
    const count = differ.length;
    status.textContent = count === 0 ? translate("picker.none") : count === 1 ? translate("picker.one") : translate("picker.many").replace("{count}", count);
  }

  async function load() {
    if (!wordings) {
      const answer = await fetch(form.dataset.source);
      const { documents } = await answer.json();
      wordings = documents.find((entry) => entry.id === form.dataset.document).words;
    }
    show();
  }

  form.addEventListener("change", () => load().catch(() => { status.textContent = translate("picker.failed"); }));
  form.hidden = false;
})();
