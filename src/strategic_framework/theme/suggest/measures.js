// What a measure is given in numbers: its baseline, its target and its values. Nothing of the page.
// Only a plan with measures loads this: the other parts ask for it where the item, or what is added, is a measure.
const MEASURABLE = ["priority", "group", "aspiration"];
const TOGETHER = { baseline: translate("suggest.field_baseline"), target: translate("suggest.field_target"), values: translate("suggest.field_values") };
const NUMERAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;
const ABSENT = ["n/a", "na", "nan", "none", "null", "nil", "inf", "-inf", "infinity", "-", "–", "—", "..", ":", "x", "*"];

// What a measure can be of, that of the edition in force first.
const isEarlier = (item) => Number(item.document !== known.current);
const measurable = () => all().filter((other) => MEASURABLE.includes(other.kind) && !other.retired).sort((one, other) => isEarlier(one) - isEarlier(other));
// What a new measure is of, before anything is chosen: the item that it was begun from, or what that is of.
const ofItem = (item) => (MEASURABLE.includes(item.kind) ? [item.id] : item.lists.under || []);

// The fields in which a level or a value is given.
function numbersOf(edit) {
  const group = edit.kind === "value" ? "values" : edit.field;
  const own = known.additions.measure.fields.filter((field) => groupOf(field.name) === group);
  if (group !== "values" || !edit.field) return own;
  return [...own.filter((field) => field.name !== "values.date"), { name: "values.away", label: translate("suggest.value_away"), required: false, form: "flag" }];
}

// What is typed in a group of fields. The value that stands there for a date is chosen by that date: its edit's `field`.
const inGroup = (edit, group) => (name) => {
  if (name === "date" && edit.kind === "value" && edit.field) return edit.field;
  const text = tidy(typed(edit, `${group}.${name}`)).text;
  return name === "date" ? whenOf(text) || text : text;
};
const ofValue = (edit) => inGroup(edit, "values");
const calledSource = (name) => known.sources.find((source) => source.id === name)?.label || name || "";
const levelWords = (at) => [at("value"), at("date"), calledSource(at("source"))].filter(Boolean).join(", ");
const levelStanding = (edit) => (name) => itemOf(edit).fields[`${edit.field}.${name}`] || "";
const levelEntry = (edit) => Object.fromEntries(numbersOf(edit).map(({ name }) => [name, itemOf(edit).fields[name] || ""]));
const valuesOf = (item) => item.values || {};
const valueStanding = (edit) => valuesOf(itemOf(edit))[edit.field];
const valueEntry = (edit) => (valueStanding(edit) ? fromValue(valueStanding(edit).value || known.not_reported, valueStanding(edit)) : {});
const isAway = (edit) => Boolean(edit.field && typed(edit, "values.away"));

function valueWords({ value = known.not_reported, low, high, source, note }) {
  const ends = low && high ? ` (${put(translate("measure.range"), { low, high })})` : "";
  return [value + ends, calledSource(source), note].filter(Boolean).join(", ");
}

// A value as it is typed: what is left empty is not there.
function valueTyped(edit) {
  const at = ofValue(edit);
  const pairs = ["value", "low", "high", "source", "note"].map((name) => [name, at(name)]);
  return Object.fromEntries(pairs.filter(([name, text]) => text && !(name === "value" && text === known.not_reported)));
}

const valueNow = (edit) => (isAway(edit) || !ofValue(edit)("value") ? "" : valueWords(valueTyped(edit)));
const valueBefore = (edit) => (valueStanding(edit) ? valueWords(valueStanding(edit)) : "");
// A value for a date after all that there are has its source, and needs no reason.
const isFurther = (edit) => !edit.field && Object.keys(valuesOf(itemOf(edit))).every((date) => date < ofValue(edit)("date"));
const isValueChange = (edit) => (edit.field ? valueNow(edit) !== valueBefore(edit) : Object.values(edit.values.entry || {}).some((text) => text.trim()));
const whichValue = (item) => [["", translate("suggest.value_further")], ...Object.entries(valuesOf(item)).reverse().map(([date, value]) => [date, `${inWordsOf(date)}: ${valueWords(value)}`])];

// --- as a file has it ---

function asLevel(edit) {
  const [at, was] = [inGroup(edit, edit.field), levelStanding(edit)];
  const parts = ["value", "date", "source"].filter((name) => at(name) !== was(name));
  return parts.map((name) => ({ reword: edit.item, field: `${edit.field}.${name}`, from: was(name), to: at(name) }));
}

function asValue(edit) {
  const [at, there] = [ofValue(edit), valueStanding(edit)];
  const head = { value: edit.item, date: at("date"), from: there ? there.value || known.not_reported : "" };
  return isAway(edit) ? head : { ...head, to: at("value"), low: at("low"), high: at("high"), source: at("source"), note: at("note") };
}

// What stands together under a key, from fields whose names begin with it; and back again.
function nested(pairs) {
  const data = {};
  pairs.forEach(([name, value]) => {
    const [group, inner] = name.split(".");
    if (!inner) data[name] = value;
    else data[group] = value === "" || (inner === "value" && value === known.not_reported) ? data[group] || "" : { ...data[group], [inner]: value };
  });
  return data.values ? { ...data, values: [data.values] } : data;
}

function flattened(change) {
  const pairs = Object.entries(change).flatMap(([key, value]) => {
    if (!(key in TOGETHER)) return [[key, value]];
    const [group, ...more] = [value].flat();
    if (more.length) return [[key, value]];
    return Object.entries(key === "values" ? { value: known.not_reported, ...group } : group).map(([inner, text]) => [`${key}.${inner}`, text]);
  });
  return Object.fromEntries(pairs);
}

const fromValue = (number, { date = "", low = "", high = "", source = "", note = "" }) =>
  ({ "values.date": date, "values.value": number, "values.low": low, "values.high": high, "values.source": source, "values.note": note, "values.away": number ? "" : "true" });

// --- what is wrong ---

// A date in words, as exact as it is: “2026”, “March 2026”, “5 March 2026”.
function inWordsOf(when) {
  const [, month, day] = when.split("-");
  if (!month) return when;
  return new Date(`${when}T00:00:00Z`.replace(/^(\d{4}-\d\d)T/, "$1-01T")).toLocaleDateString("en-GB", { year: "numeric", month: "long", ...(day ? { day: "numeric" } : {}), timeZone: "UTC" });
}

// What to type in the place of what is no number, as the check says it (`model/measures.py`).
function figureProblem(text) {
  if (NUMERAL.test(text)) return "";
  const isNumber = (other) => NUMERAL.test(other);
  const bare = text.replace(/^[£$€]|\s*[^\d\s.,-]+$/gu, "");
  const [plain_, point, minus] = [text.replaceAll(",", ""), text.replaceAll(",", "."), "-" + text.slice(1)];
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) && isNumber(plain_)) return put(translate("suggest.figure_commas"), { number: plain_ });
  if (isNumber(point)) return put(translate("suggest.figure_point"), { number: point });
  if (/^[=+@]/.test(text)) return translate("suggest.figure_formula");
  if (ABSENT.includes(text.toLowerCase())) return translate("suggest.figure_absent");
  if (/^[−–]/.test(text) && isNumber(minus)) return put(translate("suggest.figure_minus"), { number: minus });
  return bare !== text && isNumber(bare) ? put(translate("suggest.figure_unit"), { number: bare }) : translate("suggest.figure_plain");
}

// Whether the target is for a date before the baseline, with what else is proposed of the measure.
function reversedProblem(edit, group) {
  const other = (level) => edits.find((later) => later.item === edit.item && later.kind === "reword" && later.field === level);
  const dateOf = (level) => {
    const from = edit.kind === "add" || level === group ? edit : other(level);
    return from ? inGroup(from, level)("date") : itemOf(edit).fields[`${level}.date`] || "";
  };
  const [baseline, target] = LEVELS.map(dateOf);
  if (!whenOf(baseline) || !whenOf(target) || `${baseline}-01-01`.slice(0, 10) <= (target.length > 4 ? `${target}-31` : `${target}-12-31`).slice(0, 10)) return "";
  return put(translate("suggest.levels_reversed"), { target: inWordsOf(target), baseline: inWordsOf(baseline) });
}

function endsProblem(at, name) {
  const [value, low, high] = [at("value"), at("low"), at("high")];
  if (at(name) && figureProblem(at(name))) return figureProblem(at(name));
  if (Boolean(low) !== Boolean(high)) return at(name) ? "" : translate("suggest.value_ends");
  if (low && !NUMERAL.test(value)) return translate("suggest.value_ends");
  const isOutside = name === "low" && low && !(Number(low) <= Number(value) && Number(value) <= Number(high));
  return isOutside ? put(translate("suggest.value_outside"), { value, date: inWordsOf(at("date")), low, high }) : "";
}

function numberProblem(edit, group, text) {
  const isValue = group === "values";
  if (!text) return isValue ? put(translate("suggest.value_number"), { word: known.not_reported }) : translate("suggest.figure_plain");
  return isValue && text === known.not_reported ? "" : figureProblem(text);
}

function dateProblem(edit, group, text) {
  const when = whenOf(text);
  const wrong = misread(text, when, translate("suggest.when_wrong"));
  if (wrong || group !== "values") return wrong || reversedProblem(edit, group);
  if (!when) return translate("suggest.value_date");
  if (edit.kind === "value" && when in valuesOf(itemOf(edit))) return translate("suggest.value_there");
  return isLater(when) ? translate("suggest.value_future") : "";
}

// A number that no source reports is refused in the words of the check.
function sourceProblem(at, group) {
  if (at("source") || !at("value") || at("value") === known.not_reported) return "";
  return group === "values" ? put(translate("suggest.value_unsourced"), { date: inWordsOf(at("date")) }) : put(translate("suggest.level_unsourced"), { level: TOGETHER[group] });
}

// What is wrong in one field of a level or a value; nothing where none of its fields is filled.
function togetherProblem(edit, field) {
  const [group, name] = field.name.split(".");
  const at = inGroup(edit, group);
  const isEmpty = !entriesOf(edit).some((other) => groupOf(other.name) === group && typed(edit, other.name).trim());
  if (isEmpty || isAway(edit)) return "";
  const rules = {
    value: () => numberProblem(edit, group, at("value")),
    date: () => dateProblem(edit, group, at("date")),
    source: () => sourceProblem(at, group),
    low: () => endsProblem(at, "low"),
    high: () => endsProblem(at, "high"),
    note: () => (LOST.test(at("note")) ? DOUBTS.lost : ""),
  };
  return rules[name]?.() || "";
}
