// What is new beside the sentences: a body, a programme, a term, a topic, a web page, a priority. Nothing of the page.
const STANDING = ["priority", "group", "measure"]; // what a record holds, and has no name of its own to be found by
const isAddition = (what) => Boolean(what) && what in known.additions;
const folderOf = (item) => (item.id.includes("/") ? item.id.split("/")[0] : "");
// The fields in which something new, or a number, is given.
const entriesOf = (edit) => (isOfNumbers(edit) ? numbersOf(edit) : known.additions[edit.values.what].fields);
const typed = (edit, name) => (edit.values.entry || {})[name] || "";
const linesOf = (text) => text.split(/[\r\n]+/u).map((line) => tidy(line).text).filter(Boolean);
const plainly = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
const slugOf = (text) => plainly(text).replace(/^-/, "").slice(0, 60).replace(/-$/, "");

// The name of what is new, as the file has it: where it stands, and its own name in addresses.
function nameOfNew(edit) {
  const { what, slug } = edit.values;
  return STANDING.includes(what) ? what : [what, slug || slugOf(typed(edit, known.additions[what].fields[0].name))].join("/");
}

function valueOf(edit, field) {
  const text = tidy(typed(edit, field.name)).text;
  const forms = {
    line: () => (DATES[lastOf(field.name)] ? whenOf(text) || text : text),
    figure: () => text,
    source: () => text,
    list: () => linesOf(typed(edit, field.name)),
    parts: () => linesOf(typed(edit, field.name)).map((words_) => ({ text: words_ })),
    items: () => inOrder(edit.values.picks || []),
    flag: () => Boolean(typed(edit, field.name)),
  };
  const value = forms[field.form]();
  return value === false || value.length === 0 ? "" : value;
}

function asAddition(edit) {
  const { what } = edit.values;
  const fields = known.additions[what].fields.map((field) => [field.name, valueOf(edit, field)]);
  return { add: nameOfNew(edit), ...(STANDING.includes(what) && what !== "measure" ? { under: parentOf(itemOf(edit), what) } : {}), ...(what === "measure" ? nested(fields) : Object.fromEntries(fields)) };
}

// The edit that such a change stands for; nothing where the form has no place for one of its keys.
function fromAddition(change) {
  const [what, slug] = change.add.split("/");
  const { fields } = known.additions[what];
  const item = STANDING.includes(what) ? sentences.get([change.under].flat()[0]) : all().find((other) => folderOf(other) === what);
  const given = what === "measure" ? flattened(change) : change;
  const isHeld = Object.keys(given).every((key) => ["add", "under"].includes(key) || fields.some((field) => field.name === key));
  if (!item || !isHeld) return null;
  const texts = { line: (value) => value, list: (value) => value.join("\n"), parts: (value) => value.map((entry) => entry.text).join("\n"), flag: (value) => String(value) };
  const kept = fields.filter((field) => field.name in given && field.form !== "items").map((field) => [field.name, (texts[field.form] || texts.line)(given[field.name])]);
  return { kind: "add", item: item.id, values: { what, slug, entry: Object.fromEntries(kept), picks: change.named_in || [change.under].flat() } };
}

// What a new measure is of is chosen before anybody did anything.
const isBegunNew = (edit) => entriesOf(edit).some((field) => valueOf(edit, field) !== "" && !(field.form === "items" && isOfMeasure(edit)));

function additionProblems(edit) {
  const isUnnamed = entriesOf(edit).some((field) => field.form === "items" && field.required) && !(edit.values.picks || []).length;
  return { entry: entryFault(edit), picks: isUnnamed ? translate("suggest.picks_none") : "" };
}

// The first fault with the name of its field.
function entryFault(edit) {
  const [field, text] = faultyEntry(edit) || [];
  const group = text && edit.kind === "add" && groupOf(field.name) ? TOGETHER[groupOf(field.name)] : "";
  return text ? put(translate("suggest.entry_problem"), { field: [group, field.label].filter(Boolean).join(", "), problem: text }) : "";
}

// The first field with a fault, and the fault.
function faultyEntry(edit) {
  const fields = entriesOf(edit).filter((field) => field.form !== "items");
  return fields.map((field) => [field, entryProblem(edit, field)]).find(([, text]) => text);
}

const isTaken = (edit, text) => sentences.has(nameOfNew(edit)) || (isOfMeasure(edit) && all().some((other) => other.kind === "measure" && other.text.toLowerCase() === text.toLowerCase()));

function entryProblem(edit, field) {
  const text = tidy(typed(edit, field.name)).text;
  if (groupOf(field.name)) return togetherProblem(edit, field);
  if (!text) return field.required ? translate("suggest.empty_field") : field.name === "supported_by" && typed(edit, "plain") ? translate("suggest.supported_missing") : "";
  if (field === entriesOf(edit)[0] && isTaken(edit, text)) return translate("suggest.named_already");
  if (DATES[field.name]) return misread(text, whenOf(text), translate("suggest.when_wrong"));
  if (ADDRESSES.includes(field.name)) return isAddress(text) ? "" : translate("suggest.address_wrong");
  return LOST.test(text) ? DOUBTS.lost : "";
}
