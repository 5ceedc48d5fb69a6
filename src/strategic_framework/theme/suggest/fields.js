// The fields of the page: each is filled from an edit, read into it again, and says what is wrong with it.
const MENDED = { bullets: translate("suggest.bullets"), hidden: translate("suggest.hidden"), breaks: translate("suggest.breaks"), spaces: translate("suggest.spaces"), straight: translate("suggest.straight"), curly: translate("suggest.curly") };
const TYPES = { activity: translate("suggest.type_activity"), result: translate("suggest.type_result"), setback: translate("suggest.type_setback"), plan: translate("suggest.type_plan"), assessment: translate("suggest.type_assessment") };
const LABELS = { words: translate("suggest.words"), add: translate("suggest.new_words"), merge: translate("suggest.merged_words"), quote: translate("suggest.quote"), said: translate("suggest.said"), picks_merge: translate("suggest.picks_merge"), picks_add: translate("suggest.picks_add"), picks_entries: translate("suggest.picks_entries"), picks_measure: translate("suggest.picks_measure"), entry: translate("suggest.new_entry"), field: translate("suggest.field"), value: translate("suggest.value_which"), picks: translate("suggest.picks") };
const form = document.querySelector(".sf-suggest__form");
const part = (name) => form.querySelector(`.sf-suggest__${name}`);
const box = (name) => form.querySelector(`[data-field="${name}"]`);
const control = (name) => form.elements[name];
const ALONE = ["field", "what", "under", "after", "replaced_by", "source", "continues", "type", "edition", "list", "reported_as"];

const named = (items) => items.map((item) => [item.id, item.text && item.text !== item.label ? item.label + ": " + opening(item.text) : item.label]);

// Whether an item can stand in something that is no priority.
const isElsewhere = (item) => HOLDERS[item.kind].some((kind) => kind !== "priority" && (kind !== "group" || kind in known.kinds));

// What a field offers: pairs of a value and what it is called.
function choices(name, edit) {
  const { kind, values: given } = edit;
  const item = itemOf(edit);
  const beside = () => (kind === "add" ? inList(parentOf(item, given.what), given.what) : inList(given.under, item.kind));
  const origins = (sources) => sources.map((source) => [source.id, source.label]);
  const rows = {
    field: () => edit.kind === "value" ? whichValue(item) : fieldsOf(item).map((field, at) => [at ? field.name : "", field.label]),
    what: () => newKinds(item).map((name_) => [name_, known.kinds[name_] || known.additions[name_].label]),
    under: () => [["", isElsewhere(item) ? translate("suggest.choose_place") : translate("suggest.choose_priority")], ...named(placesFor(item))],
    after: () => [["", translate("suggest.at_the_end")], ...named(beside().filter((other) => kind === "add" || other.id !== item.id))],
    replaced_by: () => [["", translate("suggest.nothing_instead")], ...named(peers(item))],
    source: () => (kind === "add" ? [["", translate("suggest.new_here")], ...origins(known.sources.filter((source) => source.kept))] : [["", translate("suggest.choose_source")], ...origins(known.sources)]),
    continues: () => [["", translate("suggest.carries_on_nothing")], ...named(all().filter((other) => [given.what, "paragraph"].includes(other.kind) && other.document !== item.document))],
    type: () => [["", translate("suggest.choose_type")], ...UPDATES.map((type) => [type, TYPES[type]])],
    reported_as: () => [["", translate("suggest.reported_none")], ...(known.scale || []).map((word) => [word, word])],
    edition: () => named(editions()),
    list: () => known.lists[item.kind].map((list_) => [list_.name, list_.label]),
  };
  return rows[name]();
}

// Whether a field is asked for: it belongs to the kind, and there is something to choose.
function isAsked(name, edit) {
  if (!KINDS[edit.kind].fields.includes(name)) return false;
  if (edit.kind === "add" && name !== "what") {
    const { fields } = known.additions[edit.values.what] || {};
    if (name === "picks" || name === "entry") return Boolean(fields) && (name === "entry" || fields.some((field) => field.form === "items"));
    if (fields) return false;
  }
  if (name === "words" || name === "entry") return (name === "entry") === isOfNumbers(edit);
  if (edit.kind === "entries" && name !== "list") return (name === "lines") === isOfLines(edit.values.list);
  if (name === "near") return Boolean(sourceOf(edit)) && !sourceOf(edit).kept;
  if (name === "after" && edit.kind === "move") return Boolean(edit.values.under);
  if (name === "replaced_by") return isItem(itemOf(edit));
  return !["field", "what", "continues", "reported_as"].includes(name) || choices(name, edit).length > 1;
}

function fill(edit) {
  part("asked").querySelectorAll("[data-field]").forEach((place) => { place.hidden = !isAsked(place.dataset.field, edit); });
  ALONE.filter((name) => isAsked(name, edit)).forEach((name) => {
    control(name).replaceChildren(...choices(name, edit).map(([value, text]) => new Option(text, value)));
    control(name).value = name === "field" ? edit.field || "" : edit.values[name] || "";
    if (control(name).selectedIndex < 0) control(name).selectedIndex = 0;
  });
  ["title", "date", "words", "lines"].filter((name) => isAsked(name, edit)).forEach((name) => { control(name).value = edit.values[name] || ""; });
  if (isAsked("picks", edit)) boxes("picks", pickable(edit), edit.values.picks || []);
  if (isAsked("near", edit)) boxes("near", about(edit).map((name) => sentences.get(name)), edit.values.near || []);
  if (isAsked("parts", edit)) parts(edit.values.parts);
  if (isAsked("entry", edit)) entry(edit);
  if (isAsked("order", edit)) rows(edit.values.order);
  relabel(edit);
}

function relabel(edit) {
  const isWording = edit.kind === "reword" && fieldsOf(itemOf(edit)).length > 1;
  const words_ = edit.kind === "update" ? (sourceOf(edit)?.kept ? "quote" : "said") : edit.kind;
  form.querySelector("label[for=suggest-words]").textContent = isWording ? fieldOf(edit).label : LABELS[words_] || LABELS.words;
  form.querySelector("label[for=suggest-field]").textContent = edit.kind === "value" ? LABELS.value : LABELS.field;
  box("picks").querySelector("legend").textContent = LABELS[isOfMeasure(edit) ? "picks_measure" : `picks_${edit.kind}`] || LABELS.picks;
  box("entry").querySelector("legend").textContent = edit.kind === "value" ? TOGETHER.values : isLevel(edit) ? TOGETHER[edit.field] : LABELS.entry;
  control("words").classList.toggle("f-site", edit.kind === "reword" && !itemOf(edit).document);
}

function boxes(name, items, ticked) {
  const rows_ = named(items).map(([value, text]) => {
    const tick = Object.assign(element("input", ""), { type: "checkbox", name, value, checked: ticked.includes(value) });
    return element("label", "sf-suggest__tick", tick, element("span", "", text));
  });
  box(name).querySelector("div").replaceChildren(...rows_);
}

function parts(texts) {
  const rows_ = [...texts, ...(texts.length < 2 ? [""] : [])].map((text, at) => {
    const area = Object.assign(element("textarea", ""), { name: "part", rows: 3, value: text, id: `suggest-part-${at + 1}` });
    const label = element("label", "", put(translate("suggest.part"), { number: String(at + 1) }));
    label.htmlFor = area.id;
    area.setAttribute("aria-describedby", "suggest-parts-problem");
    return element("p", "sf-suggest__field", label, area);
  });
  box("parts").querySelector("div").replaceChildren(...rows_);
}

// The fields of what is new beside the sentences, or of numbers; of something new what stands together is a group.
function entry(edit) {
  const fields = entriesOf(edit).filter((field) => field.form !== "items");
  const names = [...new Set(fields.map((field) => (edit.kind === "add" && groupOf(field.name)) || field.name))];
  const inside = (group) => fields.filter((field) => groupOf(field.name) === group).map((field) => entryRow(edit, field));
  const grouped = (group) => element("fieldset", "sf-suggest__group", element("legend", "", TOGETHER[group]), element("div", "sf-suggest__parts", ...inside(group)));
  const rows_ = names.map((name) => { const field = fields.find((other) => other.name === name); return field ? entryRow(edit, field) : grouped(name); });
  box("entry").querySelector("div").replaceChildren(...rows_);
}

function entryRow(edit, field) {
  const isLong = ["list", "parts"].includes(field.form) || ["plain", "note", "quote"].includes(lastOf(field.name));
  const input = Object.assign(element(field.form === "source" ? "select" : isLong ? "textarea" : "input", ""), { name: "entry", id: `suggest-entry-${field.name.replace(".", "-")}` });
  if (field.form === "source") input.replaceChildren(new Option(translate("suggest.choose_source"), ""), ...known.sources.map((source) => new Option(source.label, source.id)));
  if (field.form === "flag") { input.type = "checkbox"; input.checked = Boolean(typed(edit, field.name)); } else input.value = typed(edit, field.name);
  if (isLong) input.rows = 2;
  input.dataset.name = field.name;
  input.setAttribute("aria-describedby", "suggest-entry-problem");
  const hint = entryHint(edit, field);
  const unit = lastOf(field.name) === "value" && edit.kind !== "add" ? ` (${itemOf(edit).fields.unit})` : "";
  const label = element("label", "", field.label + unit, ...(hint ? [" ", element("span", "sf-suggest__hint", hint)] : []));
  label.htmlFor = input.id;
  return field.form === "flag" ? element("label", "sf-suggest__tick", input, element("span", "", field.label)) : element("p", "sf-suggest__field", label, input);
}

function entryHint(edit, field) {
  if (field.form === "list" || field.form === "parts") return translate("suggest.each_line");
  if (lastOf(field.name) === "value") return groupOf(field.name) === "values" ? put(translate("suggest.value_hint"), { word: known.not_reported }) : translate("suggest.figure_hint");
  if (DATES[lastOf(field.name)] && groupOf(field.name)) return translate("suggest.date_hint");
  if (field.form === "source") return translate("suggest.figure_sourced");
  return field.required ? "" : translate("suggest.may_be_empty");
}

function rows(names) {
  const list_ = names.map((name, at) => {
    const [[, text]] = named([sentences.get(name)]);
    const row = element("li", "", element("span", "", text));
    row.dataset.name = name;
    [[translate("suggest.up"), -1], [translate("suggest.down"), 1]].forEach(([label, step]) => {
      const press = button(label, labelOf(name), () => shift(name, step));
      press.disabled = at + step < 0 || at + step >= names.length;
      press.dataset.step = String(step);
      row.append(press);
    });
    return row;
  });
  box("order").querySelector("ol").replaceChildren(...list_);
}

function button(text, item, act) {
  const press = element("button", "", text, element("span", "sf-vh", `: ${item}`));
  press.type = "button";
  press.addEventListener("click", act);
  return press;
}

const ticks = (name) => [...box(name).querySelectorAll("input:checked")].map((tick) => tick.value);

// The values that stand in the fields now; a field that is not shown yet still holds those of another edit.
function read(edit) {
  const values = { ...edit.values };
  const isShown = (name) => isAsked(name, edit) && !box(name).hidden;
  const plainly = [...ALONE, "title", "date", "words", "lines"].filter((name) => name !== "field" && isAsked(name, edit));
  plainly.forEach((name) => { values[name] = control(name).value; });
  if (isShown("picks")) values.picks = ticks("picks");
  if (isAsked("near", edit)) values.near = ticks("near");
  if (isAsked("parts", edit)) values.parts = [...box("parts").querySelectorAll("textarea")].map((area) => area.value);
  if (isShown("entry")) values.entry = Object.fromEntries([...box("entry").querySelectorAll("input, textarea, select")].map((input) => [input.dataset.name, input.type === "checkbox" ? (input.checked ? "true" : "") : input.value]));
  if (isAsked("order", edit)) values.order = [...box("order").querySelectorAll("li")].map((row) => row.dataset.name);
  return values;
}

// Say at a field what is wrong with it; nothing takes it away.
function mark(name, text) {
  const place = box(name);
  const said = place.querySelector(".sf-suggest__problem");
  if (said.textContent !== text) said.textContent = text;
  place.classList.toggle("sf-suggest__field--wrong", Boolean(text));
  const wrong = name === "entry" && text ? faultyEntry(current())?.[0].name : "";
  place.querySelectorAll("select, textarea, input:not([type=checkbox])").forEach((field) => {
    if (text && (name !== "entry" || field.dataset.name === wrong)) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });
}
