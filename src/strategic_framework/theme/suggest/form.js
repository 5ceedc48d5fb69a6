// The form of suggestions, as the reader uses it: sentences and their new words, what kind of change each is.
const KEY = "suggestion";
const MENDED = { bullets: translate("suggest.bullets"), hidden: translate("suggest.hidden"), breaks: translate("suggest.breaks"), spaces: translate("suggest.spaces"), straight: translate("suggest.straight"), curly: translate("suggest.curly") };
const form = document.querySelector(".sf-suggest__form");
const part = (name) => form.querySelector(`.sf-suggest__${name}`);
const { sentence: sentenceField, kind: kindField, words: wordsField, same: sameField, reason: reasonField, by: byField, day: dayField } = form.elements;
const KINDS = [...kindField.options];
const chosen = () => sentences.get(sentenceField.value);
const plain = (field) => tidy(field.value).text;

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
  listed();
  doors(proposed());
}

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
part("discard").addEventListener("click", discard);
[part("door--forge"), part("door--mail")].filter(Boolean).forEach((link) => link.addEventListener("click", leave));
begin().catch(() => { document.querySelector(".sf-suggest__failed").textContent = translate("suggest.failed"); });
