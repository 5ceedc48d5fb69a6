// The form of suggestions: sentences and their new words, what kind of change each is, and the ways by which it leaves.
(() => {
  "use strict";
  const PAUSE = 1200; // before a change is told to those who listen, in milliseconds
  const HALF = 0.5; // two wordings less alike than this may not be of the same thing
  const KEY = "suggestion";
  const MENDED = { bullets: translate("suggest.bullets"), hidden: translate("suggest.hidden"), breaks: translate("suggest.breaks"), spaces: translate("suggest.spaces"), straight: translate("suggest.straight"), curly: translate("suggest.curly") };
  const DOUBTS = { quotes: translate("suggest.doubt_quotes"), lost: translate("suggest.doubt_lost") };
  const form = document.querySelector(".sf-suggest__form");
  const part = (name) => form.querySelector(`.sf-suggest__${name}`);
  const { sentence: sentenceField, kind: kindField, words: wordsField, same: sameField, reason: reasonField, by: byField, day: dayField } = form.elements;
  const KINDS = [...kindField.options];
  const put = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, () => value), text);
  const sentences = new Map();
  let documents = {};
  let edits = [];
  let pause = 0;

  const chosen = () => sentences.get(sentenceField.value);
  const slot = (edit) => (edit.kind === "add" ? "add " : "own ") + edit.item;
  const tidied = (edit) => tidy(edit.words, sentences.get(edit.item).text);
  const hasWords = (kind) => kind === "reword" || kind === "add";

  // --- what is proposed ---

  function isChange(edit) {
    if (!hasWords(edit.kind)) return true;
    return edit.kind === "add" ? tidied(edit).text !== "" : tidied(edit).text !== sentences.get(edit.item).text;
  }

  function isReplaced(edit) {
    const words = tidied(edit).text;
    return edit.kind === "reword" && words !== "" && alike(sentences.get(edit.item).text, words) < HALF;
  }

  // What keeps an edit from being proposed, in words; nothing where it may be.
  function refusal(edit) {
    if (!hasWords(edit.kind)) return "";
    const { text, doubts } = tidied(edit);
    if (!text) return translate("suggest.empty");
    const owner = [...sentences.values()].find((one) => (one.id !== edit.item || edit.kind === "add") && !one.retired && fold(one.text) === fold(text));
    return owner ? put(translate("suggest.taken"), { item: owner.label }) : doubts.includes("lost") ? DOUBTS.lost : "";
  }

  function rule(edit) {
    const refused = refusal(edit);
    if (refused) return refused;
    if (isReplaced(edit)) return [translate("suggest.needs"), translate("suggest.replaced")].join(" ");
    const isCosmetic = edit.kind === "reword" && classOf(sentences.get(edit.item).text, tidied(edit).text) === "cosmetic";
    return isCosmetic ? translate("suggest.needs_none") : translate("suggest.needs");
  }

  function asChange(edit) {
    const item = sentences.get(edit.item);
    if (edit.kind === "reword") return { reword: item.id, from: item.text, to: tidied(edit).text };
    if (edit.kind === "add") return { add: item.kind, under: item.under, after: item.id, text: tidied(edit).text };
    return { [edit.kind]: item.id };
  }

  const plain = (field) => tidy(field.value).text;
  const decided = () => dayOf(plain(dayField));
  const proposed = () => (decided() === null ? [] : edits.filter((edit) => isChange(edit) && !refusal(edit)));

  function proposal(changes) {
    const isSame = changes.some((edit) => isReplaced(edit) && edit.same);
    const head = { decided: decided(), decided_by: plain(byField), reason: plain(reasonField) };
    return written({ ...head, ...(isSame ? { same_item: true } : {}), changes: changes.map(asChange) });
  }

  const nameOf = (changes) => FOLDER + fileName(changes.map(asChange), proposal(changes));

  function told(edit) {
    const item = sentences.get(edit.item);
    const isCosmetic = edit.kind === "reword" && classOf(item.text, tidied(edit).text) === "cosmetic";
    const says = { reword: isCosmetic ? translate("suggest.cosmetic") : translate("suggest.reworded"), add: translate("suggest.added"), retire: translate("suggest.retired"), restore: translate("suggest.restored") };
    return { opens: !isCosmetic, text: put(says[edit.kind], { item: item.label }) };
  }

  // --- what the page shows ---

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

  function list() {
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

  function current() {
    return edits.find((edit) => slot(edit) === slot({ kind: kindField.value, item: sentenceField.value }));
  }

  function show() {
    const edit = current();
    const isWorded = hasWords(kindField.value);
    const before = kindField.value === "add" ? "" : chosen().text;
    const after = kindField.value === "retire" ? "" : kindField.value === "restore" ? chosen().text : edit ? tidied(edit).text : before;
    wordsField.closest("p").hidden = !isWorded;
    part("redline").replaceChildren(marked(redline(words(before), words(after))));
    const isOpen = Boolean(edit) && (isChange(edit) || edit.kind === "reword");
    part("rule").textContent = isOpen && (!isWorded || after !== before) ? rule(edit) : "";
    part("same").hidden = !edit || !isReplaced(edit) || Boolean(refusal(edit));
    sameField.checked = Boolean(edit && edit.same);
    const found = edit && isWorded ? tidied(edit) : { mended: [], doubts: [] };
    const mended = new Set([...(edit?.mended || []), ...found.mended]);
    part("mended").textContent = [...[...mended].map((key) => MENDED[key]), ...found.doubts.map((key) => DOUBTS[key])].join(" ");
    preview(proposed());
    list();
    doors(proposed());
  }

  // Told in words once nobody has typed for a while: what goes, what comes, and what that asks for.
  function tell() {
    window.clearTimeout(pause);
    pause = window.setTimeout(() => {
      const said = [...part("redline").querySelectorAll("del, ins")].map((mark) => mark.textContent.trim());
      part("told").textContent = [...said, part("rule").textContent].filter(Boolean).join(" ");
    }, PAUSE);
  }

  // --- what the reader does ---

  function keep() {
    try {
      const draft = { edits, reason: reasonField.value, by: byField.value, day: dayField.value };
      if (edits.some(isChange) || draft.reason || draft.by || draft.day) window.localStorage.setItem(KEY, JSON.stringify(draft));
      else window.localStorage.removeItem(KEY);
    } catch { /* a browser that keeps nothing */ }
  }

  function changed() {
    show();
    keep();
    tell();
  }

  function edited() {
    const [item, kind] = [sentenceField.value, kindField.value];
    const edit = { item, kind, words: hasWords(kind) ? wordsField.value : "", same: sameField.checked, mended: current()?.mended || [] };
    edits = [...edits.filter((other) => slot(other) !== slot(edit)), edit];
    changed();
  }

  // The kinds that this sentence allows; one that it does not is not offered.
  function offer() {
    const item = chosen();
    const allowed = { reword: true, add: ["action", "aspiration"].includes(item.kind), retire: !item.retired, restore: item.retired };
    kindField.replaceChildren(...KINDS.filter((option) => allowed[option.value]));
  }

  function choose(name, kind, isFocused) {
    sentenceField.value = name;
    offer();
    const own = edits.find((edit) => slot(edit) === `own ${name}`);
    kindField.value = kind || own?.kind || "reword";
    if (!kindField.value) kindField.value = "reword"; // a draft of what the sentence no longer allows
    load();
    if (isFocused) (hasWords(kindField.value) ? wordsField : kindField).focus();
  }

  function load() {
    const edit = current();
    wordsField.value = hasWords(edit?.kind) ? edit.words : kindField.value === "add" ? "" : chosen().text;
    form.querySelector("label[for=suggest-words]").textContent = kindField.value === "add" ? translate("suggest.new_words") : translate("suggest.words");
    changed();
  }

  function choice() {
    if (hasWords(kindField.value)) {
      edits = edits.filter((edit) => hasWords(edit.kind) || edit.item !== sentenceField.value);
      load();
    } else edited();
  }

  function paste(event) {
    const text = event.clipboardData?.getData("text/plain");
    if (!text) return;
    event.preventDefault();
    const found = tidy(text, chosen().text);
    const isInside = wordsField.selectionStart > 0 || wordsField.selectionEnd < wordsField.value.length;
    const edges = isInside ? [/^\s/.test(text) ? " " : "", /\s$/.test(text) ? " " : ""] : ["", ""]; // the spaces of a part of a sentence
    wordsField.setRangeText(edges[0] + found.text + edges[1], wordsField.selectionStart, wordsField.selectionEnd, "end");
    edited();
    current().mended = found.mended;
    changed();
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

  function say(text) {
    window.clearTimeout(pause);
    part("told").textContent = "";
    pause = window.setTimeout(() => { part("told").textContent = text; }, 50);
  }

  async function leave(event) {
    if (!event.currentTarget.dataset.copies || event.currentTarget.matches(".sf-suggest__door--mail")) return;
    event.preventDefault();
    const { href } = event.currentTarget;
    await copied(proposal(proposed()));
    window.location.assign(href);
  }

  function discard() {
    edits = [];
    [reasonField, byField, dayField].forEach((field) => { field.value = ""; });
    choose(sentenceField.value, "reword", true);
    say(translate("suggest.discarded"));
  }

  function restoreDraft() {
    try {
      const draft = JSON.parse(window.localStorage.getItem(KEY) || "{}");
      edits = (draft.edits || []).filter((edit) => sentences.has(edit.item));
      [reasonField.value, byField.value, dayField.value] = [draft.reason || "", draft.by || "", draft.day || ""];
    } catch { edits = []; }
  }

  const asked = () => decodeURIComponent(window.location.hash.slice(1));

  async function begin() {
    const answer = await fetch(form.dataset.source);
    const known = await answer.json();
    documents = known.documents;
    known.sentences.forEach((one) => sentences.set(one.id, one));
    restoreDraft();
    form.hidden = false;
    choose(sentences.has(asked()) ? asked() : edits[0]?.item || sentenceField.value, "", sentences.has(asked()));
  }

  sentenceField.addEventListener("change", () => choose(sentenceField.value, ""));
  kindField.addEventListener("change", choice);
  wordsField.addEventListener("input", edited);
  wordsField.addEventListener("paste", paste);
  sameField.addEventListener("change", edited);
  [reasonField, byField, dayField].forEach((field) => field.addEventListener("input", () => { show(); keep(); }));
  window.addEventListener("hashchange", () => { if (sentences.has(asked())) choose(asked(), "", true); });
  form.addEventListener("submit", (event) => event.preventDefault());
  part("door--save").addEventListener("click", save);
  part("door--copy").addEventListener("click", async () => { if (await copied(proposal(proposed()))) say(translate("suggest.copied")); });
  [part("door--forge"), part("door--mail")].filter(Boolean).forEach((link) => link.addEventListener("click", leave));
  part("discard").addEventListener("click", discard);
  begin().catch(() => { document.querySelector(".sf-suggest__failed").textContent = translate("suggest.failed"); });
})();
