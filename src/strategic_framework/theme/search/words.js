// Words as they are compared: without case, accents and marks, and one form for singular and plural.
const bare = (text) => (/[^\x00-\x7f]/.test(text) ? folded(text).replace(/'s\b/g, "").replace(/[^\p{L}\p{N}]+/gu, " ") : plainly(text)).trim();
const plainly = (text) => text.toLowerCase().replace(/'s\b/g, "").replace(/[^a-z0-9]+/g, " "); // the same, in half the time
const words = (text) => bare(text).split(" ").filter(Boolean);

// “councils” and “council”, “bodies” and “body”.
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
}
