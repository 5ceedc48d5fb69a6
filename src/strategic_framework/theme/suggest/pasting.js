// What comes from a word processor with the words: put right where only one thing can be meant, else pointed out.
const HIDDEN = /[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]/gu;
const ODD_SPACES = /[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/gu;
const BULLETS = /(^|[\r\n\x0b\x85\u2028\u2029])[ \t\xa0]*(?:[•‣◦▪▫●○■□◆·⁃\uf0b7\uf0a7\uf0d8][ \t\xa0]*|[*–-][ \t\xa0]+|o\t)/gu;
const BREAKS = /[ \t]*[\r\n\x0b\x0c\x85\u2028\u2029]+[ \t]*/gu;
const LOST = /[\ufffc-\uffff\ufdd0-\ufdef\ue000-\uf8ff]/u;
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/gu;
const STRAIGHT = /["']/u;
const CURLY = /[“”‘’]/u;

// The words as they may be published; the keys of what was put right (`mended`), and of what a person must decide (`doubts`).
function tidy(text, like = "") {
  const mended = [];
  const doubts = [];
  const step = (key, from, pattern, to) => {
    const now = from.replace(pattern, to);
    if (now !== from && !mended.includes(key)) mended.push(key);
    return now;
  };
  let words = step("bullets", text, BULLETS, "$1");
  words = step("hidden", words, HIDDEN, "");
  words = step("hidden", words, CONTROLS, "");
  words = step("breaks", words.replace(/^\s+|\s+$/gu, ""), BREAKS, " ");
  words = step("spaces", words, ODD_SPACES, " ");
  words = step("spaces", words, / {2,}/gu, " ").trim();
  if (CURLY.test(words) && STRAIGHT.test(like) && !CURLY.test(like)) words = step("straight", step("straight", words, /[“”]/gu, '"'), /[‘’]/gu, "'");
  else if (STRAIGHT.test(words) && CURLY.test(like) && !STRAIGHT.test(like)) words = curled(words, mended);
  else if (STRAIGHT.test(words) && CURLY.test(words)) doubts.push("quotes");
  if (LOST.test(words)) doubts.push("lost");
  return { text: words.normalize("NFC"), mended, doubts };
}

function curled(text, mended) {
  mended.push("curly");
  return text.replace(/(^|[\s([“‘–—])"/gu, "$1“").replaceAll('"', "”").replace(/(^|[\s([“–—])'(?=\S)/gu, "$1‘").replaceAll("'", "’");
}
