// The ledger's rule in the browser: what is left of a text when what no reader minds is folded away (rules 2).
// `ledger/folding.py` is the rule; `tests/ledger/classes.yml` proves both, and `tests/test_desk.py` compares them.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const WORD = "\\p{L}\\p{N}_";
const BESIDE = `[^${WORD}${SPACE}.,;:!?'"()\\[\\]{}‘’“”…]`;
const FIGURE = new RegExp(`${BESIDE}*\\p{Decimal_Number}(?:[^${SPACE}]*\\p{Decimal_Number})?(?:[${SPACE}]?[%‰]|${BESIDE}+)?`, "gu");
const DASHES = "\\-‐‑‒–—";
const STOP = "\ue000"; // stands for the full stop of “No.”, short for “number”
const NUMBER = new RegExp(`(?<![${WORD}])([Nn]os?)\\.(?=[${SPACE}]*[^${SPACE}])`, "gu");
const BETWEEN_FIGURES = new RegExp(`(?<=\\p{Decimal_Number})[${DASHES}](?=\\p{Decimal_Number})`, "gu");
const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
const FIGURE_AND_WORD = new RegExp(`(?<=\\p{Decimal_Number})[${DASHES}](?=${LETTER})|(?<=${LETTER})[${DASHES}](?=\\p{Decimal_Number})`, "gu");
const MINUS_SET_OFF = new RegExp(`(?<![^${SPACE}])[${DASHES}−][${SPACE}]+(?=[^${SPACE}]?\\p{Decimal_Number})`, "gu");
const SPACES = new RegExp(`[${SPACE}]+`, "gu");
const BRACKETS = { "(": ")", "[": "]" };
const KEPT = /[\p{L}\p{N}\p{M}\p{Sc}\p{Sm}\p{So}]/u;

const split = (text) => text.split(SPACES).filter(Boolean);

// Case folded as Unicode folds it, which is lower case but for a few letters.
function caseless(word) {
  return word.replace(/[^\x00-\x7f]/gu, (letter) => (letter === "ı" ? letter : letter.toUpperCase().replace("ẞ", "SS"))).toLowerCase().replaceAll("ς", "σ");
}

function inCapitals(word) {
  return [...word].length > 1 && /\p{Uppercase}/u.test(word) && !/[\p{Lowercase}\p{Lt}]/u.test(word);
}

function foldedWords(text) {
  const kept = [...text].map((letter) => (letter === "&" || letter === "/" ? ` ${letter} ` : letter === STOP || KEPT.test(letter) ? letter : " ")).join("");
  return split(kept).map((word) => (inCapitals(word) ? word : caseless(word))).join(" ");
}

function inItsBrackets(figure, before, after) {
  const [opening, closing] = [[...split(before).at(-1) || ""].at(-1) || "", [...split(after)[0] || ""][0] || ""];
  return BRACKETS[opening] && BRACKETS[opening] === closing ? `${opening}${figure}${closing}` : figure;
}

function fold(words) {
  const text = words.normalize("NFC").replace(NUMBER, `$1${STOP}`).replace(BETWEEN_FIGURES, "-").replace(FIGURE_AND_WORD, " ").replace(MINUS_SET_OFF, "−");
  const out = [];
  let end = 0;
  for (const match of text.matchAll(FIGURE)) {
    out.push(foldedWords(text.slice(end, match.index)));
    end = match.index + match[0].length;
    out.push(inItsBrackets(caseless(match[0].replace(SPACES, "")), text.slice(0, match.index), text.slice(end)));
  }
  return [...out, foldedWords(text.slice(end))].filter(Boolean).join(" ");
}

// How much two wordings share, by word: 1 for the same words, 0 for none (Dice's coefficient).
function alike(was, now) {
  const [before, after] = [split(fold(was)), split(fold(now))];
  const left = [...after];
  const shared = before.filter((word) => { const at = left.indexOf(word); if (at >= 0) left.splice(at, 1); return at >= 0; });
  return before.length + after.length ? (2 * shared.length) / (before.length + after.length) : 1;
}

// What an edit of a text is, by rule and never by choice.
function classOf(was, now) {
  if (was === now) return "same";
  return fold(was) === fold(now) ? "cosmetic" : "amended";
}
