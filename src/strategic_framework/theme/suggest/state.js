// What the form knows of everything that can be changed, and the edits of it that the reader has made. Nothing of the page.
const HALF = 0.5; // two wordings less alike than this may not be of the same thing
const ITEM = [{ name: "text", required: true, sealed: true }];
const put = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, () => value), text);
const sentences = new Map();
let known = {};
let edits = [];

// An edit: `kind`, the `item` that it is of, the `field` that it writes (empty: the wording), and the `values` of its fields.
function learn(answer) {
  known = answer;
  const nothing = { text: "", document: "", under: "", retired: false, fields: {}, lists: {} };
  answer.sentences.forEach((sentence) => sentences.set(sentence.id, { ...nothing, ...sentence }));
}

const folds = new Map();
// Folded once: every sentence is compared at each key.
function foldOf(text) {
  if (!folds.has(text)) folds.set(text, fold(text));
  return folds.get(text);
}

const all = () => [...sentences.values()];
const itemOf = (edit) => sentences.get(edit.item);
const fieldsOf = (item) => known.fields[item.kind] || ITEM;
const fieldOf = (edit) => fieldsOf(itemOf(edit)).find((field) => field.name === edit.field) || fieldsOf(itemOf(edit))[0];
const stands = (edit) => (isLevel(edit) ? levelWords(levelStanding(edit)) : edit.field ? itemOf(edit).fields[edit.field] || "" : itemOf(edit).text);
const tidied = (edit) => tidy(edit.values.words || "", stands(edit) || itemOf(edit).text);
const wordsOf = (edit) => (isLevel(edit) ? levelWords(inGroup(edit, edit.field)) : tidied(edit).text);
const partsOf = (edit) => (edit.values.parts || []).map((part) => tidy(part, itemOf(edit).text).text);

// Two edits of one slot cannot stand in one proposal: the later takes the place of the earlier.
function slot(edit) {
  const fates = ["retire", "restore", "split", "merge"];
  return [fates.includes(edit.kind) ? "fate" : edit.kind, edit.item, ["reword", "value"].includes(edit.kind) ? edit.field || "" : ["add", "entries"].includes(edit.kind) ? edit.values.what || edit.values.list || "" : ""].join(" ");
}

// What is out of force, or becomes something else, is not reworded or moved as well.
const isUndone = (edit, by) => ["retire", "split", "merge"].includes(by.kind) && by.item === edit.item && ["reword", "move"].includes(edit.kind) && !edit.field;

function take(edit) {
  edits = [...edits.filter((other) => slot(other) !== slot(edit) && !isUndone(other, edit) && !isUndone(edit, other)), edit];
}
