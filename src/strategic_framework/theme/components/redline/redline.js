// The redline in the browser, for every script that shows one: as `language/redline.py` has it, in plainer steps.
const words = (text) => text.match(/\s+|[\p{L}\p{N}_]+(?:[’'\-‑][\p{L}\p{N}_]+)*|[^\s]/gu) || [];

// The longest run of shared words, by the usual table; what is shared at both ends is set aside first.
function redline(was, now) {
  let head = 0;
  while (head < was.length && head < now.length && was[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < was.length - head && tail < now.length - head && was.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const a = was.slice(head, was.length - tail);
  const b = now.slice(head, now.length - tail);
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const pieces = [["same", was.slice(0, head).join("")]];
  const add = (kind, text) => { if (pieces.at(-1)[0] === kind) pieces.at(-1)[1] += text; else pieces.push([kind, text]); };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { add("same", a[i]); i += 1; j += 1; }
    else if (j >= b.length || (i < a.length && table[i + 1][j] >= table[i][j + 1])) { add("del", a[i]); i += 1; }
    else { add("ins", b[j]); j += 1; }
  }
  add("same", was.slice(was.length - tail).join(""));
  const kinds = new Set(pieces.filter(([, text]) => text).map(([kind]) => kind));
  if (kinds.has("del") && kinds.has("ins") && likeness(was, now) < 0.5) return [["del", was.join("")], ["ins", now.join("")]];
  return pieces.filter(([, text]) => text);
}

// How much two texts share, by word, as the engine works it out: texts less than half alike stand whole.
function likeness(was, now) {
  const [before, after] = [was, now].map((tokens) => tokens.filter((token) => /^[\p{L}\p{N}]/u.test(token)).map((token) => token.toLowerCase()));
  const left = [...after];
  const shared = before.filter((word) => { const at = left.indexOf(word); if (at >= 0) left.splice(at, 1); return at >= 0; });
  return before.length + after.length ? 2 * shared.length / (before.length + after.length) : 1;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function marked(pieces) {
  const line = element("p", "sf-redline");
  pieces.forEach(([kind, text]) => {
    if (kind === "same") { line.append(text); return; }
    const said = element("span", "sf-vh", `${kind === "del" ? translate("redline.removed") : translate("redline.added")} `);
    line.append(element(kind, "", said, text, element("span", "sf-vh", ". ")));
  });
  return line;
}
