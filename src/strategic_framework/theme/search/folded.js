// Letters without case, accents or kinds of quotation mark, one for one: a place in the result is a place in the text.
function folded(text) {
  const plain = (letter) => (letter.normalize("NFD")[0] || letter).toLowerCase();
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—‑]/g, "-").replace(/[^\x00-\x7f]/g, plain).toLowerCase();
}
