// The kinds of change: which of them an item allows, what each asks for, and what stands of it in the file. Nothing of the page.
const isItem = (item) => Boolean(item.document) && !["edition", "alliance"].includes(item.kind);
// The baseline or the target: one edit, whose number, date and source are three changes of a file (`measures.js`).
const LEVELS = ["baseline", "target"];
const isLevel = (edit) => edit.kind === "reword" && LEVELS.includes(edit.field);
const isOfNumbers = (edit) => edit.kind === "value" || isLevel(edit);
const isOfMeasure = (edit) => (edit.kind === "add" && edit.values.what === "measure") || (edit.kind === "entries" && itemOf(edit).kind === "measure");
const groupOf = (name) => (name.includes(".") ? name.split(".")[0] : "");
const lastOf = (name) => name.split(".").at(-1);
const isListed = (item) => item.kind in known.kinds;
const inList = (under, kind) => all().filter((other) => other.under === under && other.kind === kind);
const siblings = (item) => inList(item.under, item.kind);
// Others of its kind in its document: what it can be merged with, or replaced by.
const peers = (item) => all().filter((other) => other.document === item.document && other.kind === item.kind && other.id !== item.id && !other.retired);
// Kind → what holds such, where it can be moved; and what new ones can stand in it.
const HOLDERS = { action: ["priority", "group"], aspiration: ["priority", "group"], role: ["priority"], context: ["priority"], group: ["priority"], part: ["action"] };
const INSIDE = { action: ["part"], aspiration: ["measure"], group: ["action", "aspiration", "measure"], priority: ["action", "aspiration", "role", "context", "group", "measure"], measure: ["measure"], edition: ["introduction", "cross-cutting", "priority"] };
const placesFor = (item) => all().filter((other) => HOLDERS[item.kind].includes(other.kind) && other.document === item.document && other.id !== item.under && !other.retired && !inList(other.id, "paragraph").length);
const editions = () => all().filter((other) => other.kind === "edition");
const isMovable = (item) => item.kind in HOLDERS;

// The kinds of new sentence that can stand with an item: beside it, or in it.
function newKinds(item) {
  const inside = (INSIDE[item.kind] || []).filter((kind) => kind in known.kinds || isAddition(kind));
  if (isListed(item)) return [item.kind, ...inside];
  if (isAddition(folderOf(item))) return [folderOf(item)];
  return inList(item.id, "paragraph").length ? [] : inside;
}

const parentOf = (item, what) => (item.kind === what ? item.under : item.id);

// Kind → the fields that it asks for, in their order, and whether an item allows it.
const KINDS = {
  reword: { fields: ["field", "words", "entry"], allows: () => true },
  add: { fields: ["what", "after", "words", "source", "continues", "entry", "picks"], allows: (item) => newKinds(item).length > 0 },
  retire: { fields: ["replaced_by"], allows: (item) => (isItem(item) || ["update", "source", "measure"].includes(item.kind)) && !item.retired },
  restore: { fields: [], allows: (item) => item.retired },
  move: { fields: ["under", "after"], allows: (item) => isMovable(item) && !item.retired && placesFor(item).length > 0 },
  order: { fields: ["order"], allows: (item) => isListed(item) && siblings(item).length > 1 },
  split: { fields: ["parts"], allows: (item) => isListed(item) && !item.retired },
  merge: { fields: ["picks", "words"], allows: (item) => isListed(item) && !item.retired && peers(item).length > 0 },
  update: { fields: ["picks", "date", "type", "title", "source", "near", "words", "reported_as"], allows: (item) => isItem(item) && !item.retired },
  review: { fields: ["picks"], allows: (item) => isItem(item) && !item.retired },
  entries: { fields: ["list", "lines", "picks"], allows: (item) => item.kind in known.lists },
  current_edition: { fields: ["edition"], allows: (item) => item.kind === "framework" && editions().length > 1 },
  value: { fields: ["field", "entry"], allows: (item) => item.kind === "measure" && !item.retired },
};
const UPDATES = ["activity", "result", "setback", "plan", "assessment"];

const allowed = (item) => Object.keys(KINDS).filter((kind) => KINDS[kind].allows(item));
const hasWords = (kind) => KINDS[kind].fields.includes("words");
// What can be picked beside the item: to be merged with it, reported on or looked at too.
function pickable(edit) {
  const item = itemOf(edit);
  if (isOfMeasure(edit)) return measurable();
  if (edit.kind === "merge") return peers(item);
  if (["add", "entries"].includes(edit.kind)) return all().filter((other) => isItem(other) && !other.retired);
  return all().filter((other) => other.document === item.document && ["priority", "action", "aspiration", item.kind].includes(other.kind) && other.id !== item.id && !other.retired);
}
const sourceOf = (edit) => known.sources.find((source) => source.id === edit.values.source);

// What a kind begins with, before anything is typed.
function begun(kind, item, field = "") {
  const edit = { kind, item: item.id, ...(field ? { field } : {}), values: {} };
  const values = {
    reword: () => (isLevel(edit) ? { entry: levelEntry(edit) } : { words: stands(edit) }),
    add: () => newOf(newKinds(item)[0], item),
    order: () => ({ order: siblings(item).map((other) => other.id) }),
    split: () => ({ parts: [item.text, ""] }),
    merge: () => ({ words: item.text, picks: [] }),
    entries: () => standing(item, known.lists[item.kind][0].name),
    current_edition: () => ({ edition: known.current }),
    value: () => ({ entry: valueEntry(edit) }),
  };
  edit.values = values[kind]?.() || {};
  return edit;
}

const newOf = (what, item) => ({ what, after: isListed(item) ? item.id : "", ...(what === "measure" ? { picks: ofItem(item) } : {}) });

// A list as it stands: names a line each, or items.
const standing = (item, list_) => written_(list_, item.lists[list_] || []);
const written_ = (list_, names) => ({ list: list_, lines: names.map((name) => (isOfBodies(list_) ? calledIn(name) : name)).join("\n"), picks: names });
const listNow = (edit) => (isOfLines(edit.values.list) ? linesOf(edit.values.lines || "").map((line) => (isOfBodies(edit.values.list) ? bodyOf(line) : line)) : inOrder(edit.values.picks || []));
// Who leads and who are partners is written by name, a line each.
const isOfBodies = (list_) => ["lead", "partners"].includes(list_);
const isOfLines = (list_) => list_ === "aliases" || isOfBodies(list_);
const calledIn = (name) => known.answerable?.[name] || name;
const bodyOf = (line) => Object.keys(known.answerable || {}).find((name) => name === line || foldOf(known.answerable[name]) === foldOf(line)) || line;
const listBefore = (edit) => itemOf(edit).lists[edit.values.list] || [];

// Whether an edit would do anything, were it right in everything.
function isChange(edit) {
  const { values: given } = edit;
  const asks = {
    reword: () => wordsOf(edit) !== stands(edit),
    add: () => (isAddition(given.what) ? isBegunNew(edit) : wordsOf(edit) !== ""),
    move: () => Boolean(given.under),
    order: () => siblings(itemOf(edit)).some((other, at) => other.id !== given.order[at]),
    split: () => partsOf(edit).some((part, at) => part !== (at ? "" : itemOf(edit).text)),
    merge: () => given.picks.length > 0 || wordsOf(edit) !== itemOf(edit).text,
    update: () => ["title", "words", "date", "source", "type"].some((name) => given[name]),
    entries: () => listNow(edit).join("\n") !== (isOfLines(given.list) ? listBefore(edit) : inOrder(listBefore(edit))).join("\n"),
    current_edition: () => given.edition !== known.current,
    value: () => isValueChange(edit),
  };
  return asks[edit.kind]?.() ?? true;
}

const inOrder = (names) => all().filter((item) => names.includes(item.id)).map((item) => item.id);
const about = (edit) => [edit.item, ...inOrder(edit.values.picks || []).filter((name) => name !== edit.item)];

// A change as the file has it, its keys in the order of the guide; of a level a list of changes.
function asChange(edit) {
  const { item, values: given } = edit;
  const changes = {
    reword: () => (isLevel(edit) ? asLevel(edit) : { reword: item, field: edit.field, from: stands(edit), to: asWritten(edit) }),
    add: () => isAddition(given.what) ? asAddition(edit) : ({ add: given.what, under: parentOf(itemOf(edit), given.what), after: given.what === itemOf(edit).kind || given.after !== edit.item ? given.after : "", text: wordsOf(edit), source: given.source, continues: given.continues, ...given.planned }),
    retire: () => ({ retire: item, replaced_by: given.replaced_by }),
    restore: () => ({ restore: item }),
    move: () => ({ move: item, under: given.under, after: given.after }),
    order: () => ({ order: given.order }),
    split: () => ({ split: item, into: partsOf(edit).filter(Boolean).map((text) => ({ text })) }),
    merge: () => ({ merge: inOrder([item, ...given.picks]), into: item, ...mergedWords(edit) }),
    update: () => ({ update: about(edit), ...asReport(edit) }),
    review: () => ({ review: about(edit) }),
    entries: () => ({ entries: item, field: given.list, from: filled(listBefore(edit)), to: filled(listNow(edit)) }),
    current_edition: () => ({ current_edition: given.edition, from: known.current }),
    value: () => asValue(edit),
  };
  return changes[edit.kind]();
}

const asChanges = (several) => several.flatMap(asChange);

const filled = (values) => (values.length ? values : "");
const asWritten = (edit) => (DATES[edit.field] ? whenOf(wordsOf(edit)) || wordsOf(edit) : wordsOf(edit));

function mergedWords(edit) {
  const text = wordsOf(edit);
  return text === itemOf(edit).text ? {} : { from: itemOf(edit).text, text };
}

function asReport(edit) {
  const { values: given } = edit;
  const isKept = sourceOf(edit)?.kept;
  const near = isKept ? [] : inOrder(given.near || []).filter((name) => about(edit).includes(name));
  const head = { near: near.length ? near : "", date: whenOf(given.date || "") || "", kind: given.type, title: tidy(given.title || "").text, source: given.source };
  return { ...head, [isKept ? "quote" : "said"]: wordsOf(edit), reported_as: given.reported_as || "" };
}

// What a proposal states of a new action beside its words: the form keeps it as it is.
const plannedOf = ({ reference = "", due = "", lead = "", partners = "" }) => ({ reference, due, lead, partners });

// The edits that a change of a file stands for, so that a proposal can be opened again; nothing for what the form cannot hold.
function asEdit(change) {
  const [kind] = Object.keys(change);
  if ([change, change.into].flat().some((part) => part && ["reference", "due", "lead", "partners"].some((name) => part[name]) && change.add !== "priority")) return null;
  if (kind === "add" && isAddition(change.add.split("/")[0])) return fromAddition(change);
  const named = [change[kind]].flat();
  const names = { add: change.after || change.under, merge: change.into, current_edition: "framework" };
  const item = sentences.get(names[kind] || named[0]);
  const own = LEVELS.includes(groupOf(change.field || "")) ? groupOf(change.field) : change.field;
  const isHeld = item && KINDS[kind] && (kind !== "add" || change.add in known.kinds) && (!own || kind === "entries" || fieldsOf(item).some((field) => field.name === own));
  if (!isHeld) return null;
  const isWording = !own || own === fieldsOf(item)[0].name;
  const { after = "", under = "", replaced_by = "", source = "", continues = "" } = change;
  const rest = named.filter((name) => name !== item.id);
  const values = {
    reword: () => (own === change.field ? { words: change.to || "" } : { entry: { [change.field]: change.to || "" } }),
    add: () => ({ what: change.add, after, words: change.text, source, continues, planned: plannedOf(change) }),
    retire: () => ({ replaced_by }),
    move: () => ({ under, after }),
    order: () => ({ order: named }),
    split: () => ({ parts: change.into.map((part) => part.text) }),
    merge: () => ({ picks: rest, words: change.text || item.text }),
    update: () => ({ picks: rest, near: change.near || [], date: change.date || "", type: change.kind, title: change.title, source, words: change.quote || change.said || "", reported_as: change.reported_as || "" }),
    review: () => ({ picks: rest }),
    current_edition: () => ({ edition: change.current_edition }),
    value: () => ({ entry: fromValue(change.to || "", change) }),
  };
  if (kind === "value") return { kind, item: item.id, ...(change.date in valuesOf(item) ? { field: change.date } : {}), values: values.value() };
  if (kind === "entries") return { kind, item: item.id, values: written_(change.field, change.to || []) };
  return { kind, item: item.id, ...(isWording ? {} : { field: own }), values: values[kind]?.() || {} };
}

// Take the changes of a file as edits. What the form cannot hold is given back, as is what a later change displaces.
function openChanges(changes) {
  edits = [];
  const pairs = changes.map((change) => [change, asEdit(change)]);
  pairs.filter(([, edit]) => edit).forEach(([, edit]) => take(isLevel(edit) ? withRest(edit) : edit));
  const isHeld = (edit, at) => edits.some((other) => slot(other) === slot(edit)) && (isLevel(edit) || !pairs.slice(at + 1).some(([, later]) => later && slot(later) === slot(edit)));
  return pairs.filter(([, edit], at) => !edit || !isHeld(edit, at)).map(([change]) => change);
}

// A part of a level, with its other parts as they stand or as changes before it have them.
function withRest(edit) {
  const before = edits.find((other) => slot(other) === slot(edit)) || begun("reword", itemOf(edit), edit.field);
  return { ...edit, values: { entry: { ...before.values.entry, ...edit.values.entry } } };
}
