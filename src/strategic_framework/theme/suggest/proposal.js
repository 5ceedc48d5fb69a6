// A proposal as a file: the same bytes as the command writes (`ledger/yaml_writer.py`), for the same data.
// What shortens the scripts takes the spaces out of `${…}` where a text stands inside it: here texts are joined by +.
const WIDTH = 90; // a line ends at the next space
const LONG = 60; // a longer text is folded over lines
const MEANS = /^(?:null|true|false|yes|no|on|off|y|n)$/i; // words that some reader of YAML takes for something else
const FOLDER = "framework/changes/pending/";

const size = (text) => [...text].length;
const far = (indent) => " ".repeat(indent);

function isPlain(text) {
  if (!/^[\p{L}\p{N}]/u.test(text) || MEANS.test(text) || / $/.test(text)) return false;
  return !/: |:$| #|[^ -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|[\u2028\u2029]/u.test(text);
}

function foldedLines(text, indent) {
  const lines = [];
  let line = far(indent);
  text.split(" ").forEach((word, at) => {
    if (at && size(line) > WIDTH) { lines.push(line); line = far(indent) + word; }
    else line += (at ? " " : "") + word;
  });
  return [...lines, line].join("\n");
}

function scalar(value, indent) {
  const text = String(value);
  if (typeof value === "boolean") return text;
  if (size(text) > LONG && /^\S+(?: \S+)+$/u.test(text)) return `>-\n${foldedLines(text, indent)}`;
  return isPlain(text) ? text : JSON.stringify(text);
}

const inRow = (text) => (isPlain(text) && !/[,?[\]{}]|:/.test(text) ? text : JSON.stringify(text));

function list(values, indent) {
  const isShort = values.every((value) => typeof value === "string") && values.reduce((sum, value) => sum + size(value) + 2, 0) < WIDTH - 8;
  if (isShort) return " [" + values.map(inRow).join(", ") + "]";
  const inner = indent + 2;
  const entry = (value) => (typeof value === "string" ? scalar(value, inner + 2) : mapping(value, inner + 2).trimStart());
  return ["", ...values.map((value) => far(inner) + "- " + entry(value))].join("\n");
}

const isGroup = (value) => typeof value === "object" && !Array.isArray(value);

function mapping(data, indent = 0) {
  const below = (value) => (isGroup(value) ? "\n" + mapping(value, indent + 2) : " " + scalar(value, indent + 2));
  const line = ([key, value]) => far(indent) + key + ":" + (Array.isArray(value) ? list(value, indent) : below(value));
  return Object.entries(data).filter(([, value]) => value !== "" && value !== undefined).map(line).join("\n");
}

const written = (data) => `${mapping(data)}\n`;

// CRC-32 as zlib has it, of a text's UTF-8.
function checksum(text) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (~sum >>> 0).toString(16).padStart(8, "0");
}

// The name of its file: its first change, that there are more, and a checksum (`framework/changes/README.md`).
function fileName(changes, content) {
  const [kind, named] = Object.entries(changes[0])[0];
  const stem = [kind, [named].flat()[0], changes.length > 1 ? "and-more" : ""].join(" ").toLowerCase();
  return stem.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "") + `-${checksum(content)}.yml`;
}

// A day as a file has it, from year-month-day or day/month/year; nothing from nothing, and null where it is no day.
function dayOf(text) {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) || [];
  const [, first, second, last] = /^(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})$/.exec(text) || [];
  if (!text || !(year || last)) return text ? null : "";
  const found = [year || last, (month || second).padStart(2, "0"), (day || first).padStart(2, "0")].join("-");
  const date = new Date(found + "T00:00:00Z");
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(found) ? found : null;
}
