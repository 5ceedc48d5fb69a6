// What a proposal would do, in sentences: version, what is done to how many, and how many pages show other words.
const SAYS = {
  reword: translate("suggest.says_reword"), field: translate("suggest.says_field"), cosmetic: translate("suggest.says_cosmetic"), add: translate("suggest.says_add"), add_in: translate("suggest.says_add_in"), add_named: translate("suggest.says_add_named"),
  retire: translate("suggest.says_retire"), replaced: translate("suggest.says_replaced"), restore: translate("suggest.says_restore"), move: translate("suggest.says_move"), moved_after: translate("suggest.says_moved_after"),
  order: translate("suggest.says_order"), split: translate("suggest.says_split"), merge: translate("suggest.says_merge"), update: translate("suggest.says_update"), review: translate("suggest.says_review"), current_edition: translate("suggest.says_edition"), entries: translate("suggest.says_field"),
  value: translate("suggest.says_value"), value_revised: translate("suggest.says_value_revised"), value_taken: translate("suggest.says_value_taken"),
};
const COUNTS = {
  reword: translate("suggest.counts_reword"), cosmetic: translate("suggest.counts_cosmetic"), add: translate("suggest.counts_add"), retire: translate("suggest.counts_retire"), restore: translate("suggest.counts_restore"), move: translate("suggest.counts_move"),
  order: translate("suggest.counts_order"), split: translate("suggest.counts_split"), merge: translate("suggest.counts_merge"), update: translate("suggest.counts_update"), review: translate("suggest.counts_review"), current_edition: translate("suggest.counts_edition"), entries: translate("suggest.counts_entries"), value: translate("suggest.counts_value"),
};
const OPENINGS = [60, 32]; // so many letters of it show the pages that show only the opening of a sentence (`views/suggest.py`)
const labelOf = (name) => sentences.get(name)?.label || name;

function listOf(labels) {
  return labels.length < 2 ? labels.join("") : put(translate("suggest.and"), { before: labels.slice(0, -1).join(", "), last: labels.at(-1) });
}

// An edit in one sentence without its full stop.
function says(edit) {
  const { values: given } = edit;
  const item = itemOf(edit);
  const variants = { reword: isCosmetic(edit) ? "cosmetic" : edit.field ? "field" : "reword", add: isAddition(given.what) ? "add_named" : given.after ? "add" : "add_in", retire: given.replaced_by ? "replaced" : "retire", move: given.after ? "moved_after" : "move", value: edit.kind !== "value" || !valueStanding(edit) ? "value" : isAway(edit) ? "value_taken" : "value_revised" };
  const values = {
    item: item.label, kind: known.kinds[given.what] || known.additions[given.what]?.label || "", name: isAddition(given.what) ? typed(edit, known.additions[given.what].fields[0].name) : "", field: edit.kind === "entries" ? known.lists[item.kind].find((list_) => list_.name === given.list).label : fieldOf(edit).label || "", after: labelOf(given.after || ""), under: labelOf(edit.kind === "add" ? parentOf(item, given.what) : given.under || ""),
    by: labelOf(given.replaced_by || ""), count: String(partsOf(edit).filter(Boolean).length), items: listOf(about(edit).map(labelOf)), others: listOf(inOrder((given.picks || []).filter((name) => name !== edit.item)).map(labelOf)), edition: labelOf(given.edition || ""),
    ...(edit.kind === "value" ? { date: inWordsOf(ofValue(edit)("date")), number: ofValue(edit)("value"), before: valueStanding(edit)?.value || known.not_reported } : {}),
  };
  return put(SAYS[variants[edit.kind] || edit.kind], values);
}

function nounOf(kind, count) {
  const nouns = known.nouns[kind] || [translate("suggest.entry"), translate("suggest.entries")];
  return [count, nouns[count === 1 ? 0 : 1]].join(" ");
}

// “2 actions”, of what is counted with an edit.
function countOf(group) {
  const names = new Set(group.flatMap((edit) => (edit.kind === "merge" ? asChange(edit).merge : ["update", "review"].includes(edit.kind) ? about(edit) : edit.kind === "add" ? [edit.item + " " + edit.values.what] : [edit.item])));
  const kinds = new Set(group.map((edit) => (edit.kind === "add" ? known.additions[edit.values.what]?.kind || edit.values.what : itemOf(edit).kind)));
  return nounOf(kinds.size > 1 ? "" : [...kinds][0], names.size);
}

function counted(group) {
  const kinds = new Map();
  group.forEach((edit) => { const key = isCosmetic(edit) ? "cosmetic" : edit.kind; kinds.set(key, [...(kinds.get(key) || []), edit]); });
  return [...kinds].map(([kind, same]) => put(COUNTS[kind], { what: kind === "update" ? nounOf("update", same.length) : countOf(same) }));
}

// Measures have no versions.
const opens = (edit) => needsReason(edit) && edit.kind !== "review" && !isOfMeasure(edit);

// What is found in words besides themselves, and so changes pages that do not show them: who is named, and figures.
function marksIn(text) {
  return JSON.stringify([known.names.map((name) => text.split(name).length), text.match(/\p{Decimal_Number}+/gu)]);
}

// As `shortened` of the engine.
function opening(text, limit = OPENINGS[0]) {
  return text.length <= limit ? text : text.slice(0, Math.max(0, text.lastIndexOf(" ", limit - 1))).replace(/[ ,;:–-]+$/u, "") + "…";
}

// The pages that show other words then; null where more than words would change, and so no number is known.
function pagesOf(changes) {
  const pages = new Set();
  for (const edit of changes) {
    const shown = known.shown[edit.item];
    const [before, after] = [stands(edit), wordsOf(edit)];
    if (edit.kind !== "reword" || edit.field || !shown || marksIn(before) !== marksIn(after)) return null;
    shown[0].forEach((page) => pages.add(page));
    OPENINGS.forEach((limit, at) => { if (opening(before, limit) !== opening(after, limit)) shown[at + 1].forEach((page) => pages.add(page)); });
  }
  return pages;
}

function pagesSaid(changes) {
  const pages = pagesOf(changes);
  if (!pages || !pages.size) return "";
  return pages.size === 1 ? translate("suggest.page_changes") : put(translate("suggest.pages_change"), { count: String(pages.size) });
}

// “Version 4 of the 2023–27 framework. 1 action reworded. 3 pages change.”
function previewLines(changes) {
  const places = [...new Set(changes.map((edit) => itemOf(edit).document))];
  const lines = places.map((name) => {
    const group = changes.filter((edit) => itemOf(edit).document === name);
    const version = !name ? "" : group.some(opens) ? put(translate("suggest.version"), { number: String(known.documents[name].version + 1), document: known.documents[name].name }) : put(translate("suggest.version_same"), { document: known.documents[name].name });
    return [version, ...counted(group)].filter(Boolean).join(" ");
  });
  return [...lines.slice(0, -1), [lines.at(-1), pagesSaid(changes)].filter(Boolean).join(" ")];
}
