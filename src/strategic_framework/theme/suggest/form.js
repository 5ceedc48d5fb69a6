// The form of suggestions as the reader uses it: what is chosen, what is typed, and what the page shows of it.
const PAUSE = 1200; // before a change is told to those who listen, in milliseconds
const KEY = "suggestion";
const HEAD = ["reason", "by", "day"];
const ENOUGH = ["retire", "restore", "review"]; // kinds that are proposed by choosing them
const OPTIONS = [...control("kind").options];
// Asked whenever the form shows something else, with the edits that may leave.
const watchers = [];
let touched = new Set();
let pause = 0;

const chosen = () => sentences.get(control("sentence").value);

// The edit that the fields stand for: one that was begun before, or a new one.
function current() {
  const [item, kind] = [chosen(), control("kind").value];
  const field = kind === "value" || (kind === "reword" && fieldsOf(item).length > 1) ? control("field").value : "";
  const blank = begun(kind, item, field);
  if (kind === "add" && newKinds(item).includes(control("what").value)) blank.values = newOf(control("what").value, item);
  if (kind === "entries" && control("list").value in item.lists) Object.assign(blank.values, standing(item, control("list").value));
  return edits.find((edit) => slot(edit) === slot(blank) && edit.kind === kind) || blank;
}

// --- what the page shows ---

function show() {
  const edit = current();
  const isBegun = edits.includes(edit);
  const faults = isBegun ? problems(edit) : {};
  marks(edit, faults);
  const before = ["add", "update"].includes(edit.kind) ? "" : stands(edit);
  draw(edit, before);
  const isOpen = isBegun && isChange(edit) && Object.keys(faults).length === 0;
  part("rule").textContent = isOpen ? rule(edit) : "";
  part("same").hidden = !isOpen || !isReplaced(edit);
  control("same").checked = Boolean(edit.same);
  const isWorded = isBegun && hasWords(edit.kind);
  const mended = isWorded ? new Set([...(edit.mended || []), ...tidied(edit).mended]) : [];
  part("mended").textContent = [...[...mended].map((key) => MENDED[key]), ...(isWorded ? doubts(edit) : [])].join(" ");
  preview();
  listed();
  summary();
  doors(proposed());
  watchers.forEach((watcher) => watcher(proposed()));
}

// What is wrong stands at its field once that was left; at the words at once, as they are typed.
function marks(edit, faults) {
  const [wrong, lacks] = [headProblems(head()), headLacks(head())];
  KINDS[edit.kind].fields.forEach((name) => mark(name, name === "words" || touched.has(name) ? faults[name] || "" : ""));
  HEAD.forEach((name) => {
    mark(name, touched.has(name) ? wrong[name] || "" : "");
    box(name).querySelector(".sf-suggest__lack").textContent = lacks[name] || "";
  });
}

function left(event) {
  const place = event.target.closest("[data-field]");
  if (!place) return;
  touched.add(place.dataset.field);
  const edit = current();
  marks(edit, edits.includes(edit) ? problems(edit) : {});
  tell();
}

function rule(edit) {
  if (isReplaced(edit)) return [translate("suggest.needs"), translate("suggest.replaced")].join(" ");
  if (isCosmetic(edit)) return translate("suggest.needs_none");
  if (needsReason(edit)) return translate("suggest.needs");
  return { update: translate("suggest.needs_none_report"), value: translate("suggest.needs_none_value") }[edit.kind] || translate("suggest.needs_none_here");
}

// The words before and after, marked; of a kind without words nothing.
function draw(edit, before) {
  const pairs = { value: () => [[valueBefore(edit), valueNow(edit)]], split: () => [[before, ""], ...partsOf(edit).filter(Boolean).map((text) => ["", text])], retire: () => [[before, ""]], restore: () => [[before, before]], add: () => (isAddition(edit.values.what) ? [] : [["", wordsOf(edit)]]) };
  const shown = pairs[edit.kind]?.() || (["reword", "merge"].includes(edit.kind) ? [[before, wordsOf(edit)]] : []);
  part("redlined").hidden = !shown.length;
  part("redline").classList.toggle("f-site", !itemOf(edit).document);
  part("redline").replaceChildren(...shown.map(([was, now]) => marked(redline(words(was), words(now)))));
}

function preview() {
  const changes = proposed();
  const { reason, by, day } = head();
  const isWhole = (day && by && reason) || !changes.some(needsReason);
  const state = isWhole ? translate("suggest.whole") : translate("suggest.suggestion");
  const lines = changes.length ? [...previewLines(changes), state] : [hasFault() ? translate("suggest.not_yet") : translate("suggest.nothing")];
  part("preview").replaceChildren(...lines.map((line) => element("p", "", line)));
}

function listed() {
  const changes = changing();
  const isSaid = changes.length > 1 || (changes.length && (changes[0].item !== control("sentence").value || !hasWords(changes[0].kind))); // else the field itself says it
  const rows_ = changes.map((edit) => {
    const what = says(edit);
    const row = element("li", "", element("span", "", what), button(translate("suggest.again"), what, () => choose(edit.item, edit.kind, edit.field, true)));
    row.append(button(translate("suggest.drop"), what, () => { edits = edits.filter((other) => other !== edit); choose(control("sentence").value, "", "", true); }));
    return row;
  });
  part("changes").hidden = !isSaid;
  part("changes").replaceChildren(...(isSaid ? rows_ : []));
}

// Everything that is to be put right, each with the way to its field.
function summary() {
  const faults = changing().flatMap((edit) => Object.entries(problems(edit)).map(([name, text]) => [says(edit), text, () => { choose(edit.item, edit.kind, edit.field); touched.add(name); focus(name); }]));
  const open = [...faults, ...Object.entries(headProblems(head())).map(([name, text]) => [box(name).querySelector("label").textContent, text, () => focus(name)])];
  part("summary").hidden = !open.length;
  part("faults").replaceChildren(...open.map(([what, text, act]) => element("li", "", element("span", "", text), button(translate("suggest.put_right"), what, act))));
}

function focus(name) {
  show();
  const field = box(name).querySelector("[aria-invalid]") || box(name).querySelector("select, textarea, input, button:not(:disabled)");
  field?.focus();
}

// Told in words once nobody has typed for a while: what goes, what comes, what that asks for, and what is wrong.
function tell() {
  window.clearTimeout(pause);
  pause = window.setTimeout(() => {
    const marks = [...part("redline").querySelectorAll("del, ins")].map((change) => change.textContent.trim());
    const wrong = [...form.querySelectorAll(".sf-suggest__problem")].filter((place) => !place.closest("[hidden]")).map((place) => place.textContent);
    part("told").textContent = [...marks, ...wrong, part("mended").textContent, part("rule").textContent].filter(Boolean).join(" ");
  }, PAUSE);
}

function say(text) {
  window.clearTimeout(pause);
  part("told").textContent = "";
  pause = window.setTimeout(() => { part("told").textContent = text; }, 50);
}

// --- what the reader does ---

function keep() {
  try {
    const draft = { edits: changing(), ...Object.fromEntries(HEAD.map((name) => [name, control(name).value])) };
    if (draft.edits.length || HEAD.some((name) => draft[name])) window.localStorage.setItem(KEY, JSON.stringify(draft));
    else window.localStorage.removeItem(KEY);
  } catch { /* a browser that keeps nothing */ }
}

function changed() {
  show();
  keep();
  tell();
}

// What stands in the fields is the edit from now on.
function edited(mended = []) {
  const before = current();
  const edit = { ...before, values: read(before), same: control("same").checked, mended: [...new Set([...(before.mended || []), ...mended])] };
  take(edit);
  changed();
  return edit;
}

function choose(name, kind = "", field = "", isFocused = false) {
  touched = new Set();
  control("sentence").value = name;
  const own = edits.find((edit) => edit.item === name && edit.kind !== "add");
  control("kind").replaceChildren(...OPTIONS.filter((option) => allowed(chosen()).includes(option.value)));
  control("kind").value = kind || own?.kind || "reword";
  if (!control("kind").value) control("kind").value = "reword"; // a draft of what the sentence no longer allows
  load(field || (kind ? "" : own?.field || ""));
  if (isFocused) (isAsked("words", current()) ? control("words") : control("kind")).focus();
}

function load(field = "") {
  const blank = begun(control("kind").value, chosen(), ["reword", "value"].includes(control("kind").value) ? field : "");
  fill(blank);
  fill(current());
  changed();
}

// Another kind was chosen. What asks for nothing more is proposed by that alone.
function choice() {
  touched = new Set();
  edits = edits.filter((edit) => edit.item !== chosen().id || !ENOUGH.includes(edit.kind));
  load();
  if (ENOUGH.includes(control("kind").value)) edited();
}

function paste(event) {
  const area = event.target;
  const text = event.clipboardData?.getData("text/plain");
  if (!text || !area.matches("textarea, input[name=title]")) return;
  event.preventDefault();
  const tidied_ = tidy(text, area.name === "words" ? stands(current()) || chosen().text : chosen().text);
  const isInside = area.selectionStart > 0 || area.selectionEnd < area.value.length;
  const edges = isInside ? [/^\s/.test(text) ? " " : "", /\s$/.test(text) ? " " : ""] : ["", ""]; // the spaces of a part of a sentence
  area.setRangeText(edges[0] + tidied_.text + edges[1], area.selectionStart, area.selectionEnd, "end");
  if (HEAD.includes(area.name)) changed();
  else edited(tidied_.mended);
}

function shift(name, step) {
  const names = [...read(current()).order];
  const at = names.indexOf(name);
  [names[at], names[at + step]] = [names[at + step], names[at]];
  rows(names);
  edited();
  const row = box("order").querySelector(`[data-name="${name}"]`);
  (row.querySelector(`[data-step="${step}"]:enabled`) || row.querySelector("button:enabled")).focus();
  say(put(translate("suggest.now_place"), { item: labelOf(name), place: String(at + step + 1), count: String(names.length) }));
}

function another() {
  parts([...read(current()).parts, ""]);
  [...box("parts").querySelectorAll("textarea")].at(-1).focus();
}

function discard() {
  edits = [];
  HEAD.forEach((name) => { control(name).value = ""; });
  choose(control("sentence").value, "reword", "", true);
  say(translate("suggest.discarded"));
}

// A proposal is opened again: what the form cannot hold of it is given back.
function openProposal(data) {
  const left_ = openChanges(data.changes);
  edits = edits.map((edit) => ({ ...edit, same: Boolean(data.same_item) }));
  [control("reason").value, control("by").value, control("day").value] = [data.reason || "", data.decided_by || "", data.decided || ""];
  if (edits.length) choose(edits[0].item, edits[0].kind, edits[0].field, true);
  return left_;
}

function restoreDraft() {
  try {
    const draft = JSON.parse(window.localStorage.getItem(KEY) || "{}");
    edits = (draft.edits || []).filter((edit) => edit.values && KINDS[edit.kind] && sentences.has(edit.item));
    HEAD.forEach((name) => { control(name).value = draft[name] || ""; });
  } catch { edits = []; }
}

const asked = () => decodeURIComponent(window.location.hash.slice(1));

// Where there are very many sentences, their names come with the words.
function labelOptions() {
  [...control("sentence").options].filter((option) => !option.hasAttribute("value")).forEach((option) => {
    option.value = option.id;
    option.text = sentences.get(option.id).label;
  });
}

async function begin() {
  const answer = await fetch(form.dataset.source);
  learn(await answer.json());
  labelOptions();
  restoreDraft();
  form.hidden = false;
  choose(sentences.has(asked()) ? asked() : edits[0]?.item || control("sentence").value, "", "", sentences.has(asked()));
}

control("sentence").addEventListener("change", () => choose(control("sentence").value));
control("kind").addEventListener("change", choice);
control("list").addEventListener("change", () => { fill({ ...current(), values: standing(chosen(), control("list").value) }); fill(current()); show(); });
control("field").addEventListener("change", () => load(control("field").value));
part("asked").addEventListener("input", (event) => { if (!event.target.matches("[name=field], [name=list]")) edited(); });
part("asked").addEventListener("change", (event) => {
  if (event.target.matches("select:not([name=field], [name=list], [name=entry])")) fill(current());
  else if (event.target.name === "picks" && isAsked("near", current())) boxes("near", about(current()).map((name) => sentences.get(name)), current().values.near || []);
});
form.addEventListener("paste", paste);
form.addEventListener("focusout", left);
control("same").addEventListener("change", () => edited());
HEAD.forEach((name) => control(name).addEventListener("input", changed));
window.addEventListener("hashchange", () => { if (sentences.has(asked())) choose(asked(), "", "", true); });
form.addEventListener("submit", (event) => event.preventDefault());
part("another").addEventListener("click", another);
part("door--save").addEventListener("click", save);
part("door--copy").addEventListener("click", async () => { if (await copied(proposal(proposed()))) say(translate("suggest.copied")); });
[part("door--forge"), part("door--mail")].filter(Boolean).forEach((link) => link.addEventListener("click", leave));
part("discard").addEventListener("click", discard);
begin().catch(() => { document.querySelector(".sf-suggest__failed").textContent = translate("suggest.failed"); });
