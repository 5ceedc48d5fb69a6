// What an edit amounts to: whether it may be proposed, by which rule, and what stands of it in the file. Nothing of the page.
const DOUBTS = { quotes: translate("suggest.doubt_quotes"), lost: translate("suggest.doubt_lost") };

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

function told(edit) {
  const item = sentences.get(edit.item);
  const isCosmetic = edit.kind === "reword" && classOf(item.text, tidied(edit).text) === "cosmetic";
  const says = { reword: isCosmetic ? translate("suggest.cosmetic") : translate("suggest.reworded"), add: translate("suggest.added"), retire: translate("suggest.retired"), restore: translate("suggest.restored") };
  return { opens: !isCosmetic, text: put(says[edit.kind], { item: item.label }) };
}
