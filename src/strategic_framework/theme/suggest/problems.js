// What keeps an edit from being proposed, in words, at the field that it belongs to; and what is worth a second look.
const DATES = { due: true, starts: true, ends: true, published: true, proposed: true, date: true, seen: true };
const ADDRESSES = ["supported_by", "link", "address"];
const isAddress = (text) => /^https:\/\/[^\s/]+\.[^\s]+$/.test(text);
const DOUBTS = { quotes: translate("suggest.doubt_quotes"), lost: translate("suggest.doubt_lost"), markup: translate("suggest.doubt_markup"), stop: translate("suggest.doubt_stop") };
const ENDS = /[.:;!?…]["'”’)\]]*$/u;
const MARKUP = /\*\*|__|\]\(|<[a-z/]/iu;

// A year, a month or a day as a file has it, from what people write; nothing from nothing, and null where it is none.
function whenOf(text) {
  const [, year, month] = /^(\d{4})(?:-(\d{1,2}))?$/.exec(text.replace(/^(\d{1,2})\/(\d{4})$/, "$2-$1")) || [];
  if (!year) return dayOf(text);
  if (!month) return year;
  return month >= 1 && month <= 12 ? `${year}-${month.padStart(2, "0")}` : null;
}

// Today where the reader is, as a file has it.
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
}

const isLater = (when) => when > today().slice(0, when.length);
const isAmerican = (text) => { const [, first, second] = /^(\d{1,2})[/. ](\d{1,2})[/. ]\d{4}$/.exec(text) || []; return first <= 12 && second > 12 && second <= 31; };

function misread(text, read, wrong) {
  if (read !== null) return "";
  if (!isAmerican(text)) return wrong;
  const [month, day, year] = text.split(/[/. ]/);
  return put(translate("suggest.day_american"), { day: `${day}/${month}/${year}` });
}

// Whose words these are already: two sentences cannot say the same.
function ownerOf(text, edit, isNew) {
  const item = itemOf(edit);
  const rivals = item.document ? all().filter((other) => other.document && isItem(other)) : all().filter((other) => other.kind === item.kind);
  const isOther = (other) => (isNew || other.id !== item.id) && !other.retired && !(edit.values.picks || []).includes(other.id);
  return rivals.find((other) => isOther(other) && other.text && foldOf(other.text) === foldOf(text));
}

function wordsProblem(edit, text, isNew = false) {
  if (LOST.test(text)) return DOUBTS.lost;
  const owner = text && !edit.field ? ownerOf(text, edit, isNew) : null;
  return owner ? put(translate("suggest.taken"), { item: owner.label }) : "";
}

function rewordProblem(edit) {
  const text = wordsOf(edit);
  const { required, name } = fieldOf(edit);
  if (!text) return required ? (edit.field || !isItem(itemOf(edit)) ? translate("suggest.empty_field") : translate("suggest.empty")) : "";
  if (DATES[name]) return misread(text, whenOf(text), translate("suggest.when_wrong"));
  if (ADDRESSES.includes(name)) return isAddress(text) ? "" : translate("suggest.address_wrong");
  if (name === "plain" && !standsOrComes(edit, "supported_by") && itemOf(edit).kind !== "framework") return translate("suggest.plain_unsupported");
  return wordsProblem(edit, text);
}

// Whether a field of the same item holds something already, or will with another edit.
function standsOrComes(edit, field) {
  const other = edits.find((later) => later.item === edit.item && later.field === field);
  return other ? wordsOf(other) : itemOf(edit).fields[field];
}

function splitProblem(edit) {
  const parts = partsOf(edit).filter(Boolean);
  if (parts.length < 2) return translate("suggest.split_two");
  if (new Set(parts.map(fold)).size < parts.length) return translate("suggest.split_same");
  return parts.map((part) => wordsProblem(edit, part)).find(Boolean) || "";
}

function updateProblems(edit) {
  const { date = "", type, title = "", source, reported_as } = edit.values;
  const [when, origin] = [whenOf(tidy(date).text), sourceOf(edit)];
  const future = when && isLater(when) ? translate("suggest.update_future") : "";
  const undated = !when && origin?.dated ? translate("suggest.update_undated") : "";
  const timeless = !when && reported_as ? translate("suggest.reported_undated") : "";
  return {
    date: misread(tidy(date).text, when, translate("suggest.when_wrong")) || future || undated || timeless,
    type: type ? "" : translate("suggest.update_type"),
    title: tidy(title).text ? "" : translate("suggest.update_title"),
    source: source ? "" : translate("suggest.update_source"),
    words: wordsOf(edit) ? (LOST.test(wordsOf(edit)) ? DOUBTS.lost : "") : translate("suggest.update_words"),
  };
}

// The first line that names none of the bodies, where each must.
function strangerIn(edit) {
  const stranger = isOfBodies(edit.values.list) && listNow(edit).find((name) => !(name in known.answerable));
  return stranger ? put(translate("suggest.body_unknown"), { name: stranger }) : "";
}

// Field → what is wrong with it; a field without a fault is not there.
function problems(edit) {
  const { values: given } = edit;
  const faults = {
    reword: () => (isLevel(edit) ? { entry: entryFault(edit) } : { words: rewordProblem(edit) }),
    add: () => isAddition(given.what) ? additionProblems(edit) : ({ words: wordsOf(edit) ? wordsProblem(edit, wordsOf(edit), true) : translate("suggest.add_words") }),
    retire: () => ({ replaced_by: given.replaced_by === edit.item ? translate("suggest.retire_itself") : "" }),
    move: () => ({ under: !given.under ? translate("suggest.move_where") : given.under === itemOf(edit).under ? translate("suggest.move_nowhere") : "" }),
    order: () => ({ order: isChange(edit) ? "" : translate("suggest.order_same") }),
    split: () => ({ parts: splitProblem(edit) }),
    merge: () => ({ picks: given.picks.length ? "" : translate("suggest.merge_two"), words: wordsOf(edit) ? wordsProblem(edit, wordsOf(edit)) : translate("suggest.empty_field") }),
    update: () => updateProblems(edit),
    entries: () => ({ picks: ["about", "under"].includes(given.list) && !listNow(edit).length ? translate("suggest.picks_none") : "", lines: strangerIn(edit) }),
    current_edition: () => ({ edition: given.edition === known.current ? translate("suggest.edition_same") : "" }),
    value: () => ({ entry: entryFault(edit) }),
  };
  return Object.fromEntries(Object.entries(faults[edit.kind]?.() || {}).filter(([, text]) => text));
}

// What is asked of who decided it, when and why: all may be empty, and what is there can be read.
function headProblems(head) {
  const day = dayOf(head.day);
  const future = day && isLater(day) ? translate("suggest.day_future") : "";
  const faults = { day: misread(head.day, day, translate("suggest.day_wrong")) || future, reason: LOST.test(head.reason) ? DOUBTS.lost : "", by: LOST.test(head.by) ? DOUBTS.lost : "" };
  return Object.fromEntries(Object.entries(faults).filter(([, text]) => text));
}

// What a decision lacks where some of it is given: a suggestion until an editor adds it.
function headLacks(head) {
  const names = { reason: translate("suggest.lacks_reason"), by: translate("suggest.lacks_by"), day: translate("suggest.lacks_day") };
  const lacks = Object.keys(names).filter((name) => !head[name]);
  return lacks.length === 0 || lacks.length === 3 ? {} : Object.fromEntries(lacks.map((name) => [name, names[name]]));
}

// What a person should look at, though it may be meant.
function doubts(edit) {
  if (!hasWords(edit.kind) || DATES[edit.field] || isLevel(edit) || isAddition(edit.values.what)) return [];
  const { text, doubts: keys } = tidied(edit);
  const isCut = edit.kind !== "update" && ENDS.test(stands(edit)) && text !== "" && !ENDS.test(text);
  return [...keys.filter((key) => key !== "lost"), ...(MARKUP.test(text) ? ["markup"] : []), ...(isCut ? ["stop"] : [])].map((key) => DOUBTS[key]);
}

const isReplaced = (edit) => edit.kind === "reword" && !edit.field && wordsOf(edit) !== "" && alike(stands(edit), wordsOf(edit)) < HALF;

function isCosmetic(edit) {
  return edit.kind === "reword" && !isLevel(edit) && classOf(stands(edit), asWritten(edit)) === "cosmetic";
}

// What no record holds needs none; nor does what carries its own: a report, and a further value of a measure.
const carriesReason = (edit) => edit.kind === "update" || (edit.kind === "value" && !isAway(edit) && isFurther(edit));
const needsReason = (edit) => !carriesReason(edit) && !(edit.kind === "add" && isAddition(edit.values.what) && !STANDING.includes(edit.values.what)) && !(edit.kind === "entries" && !isItem(itemOf(edit)) && !["update", "measure"].includes(itemOf(edit).kind)) && !isCosmetic(edit) && !(edit.kind === "reword" && !fieldOf(edit).sealed);
