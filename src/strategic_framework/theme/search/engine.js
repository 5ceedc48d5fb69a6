// The search's engine: it looks in the index that the build made, and gives what a reader sees of each answer. It works
// in a thread of its own, so that typing never waits; where there is none, it works in the page.
// Scores are those of BM25+ (Lv and Zhai, 2011) over title, further names and text; what only begins with a word, or is
// like it, counts less. Exact names and exact wordings come first.
(() => {
  "use strict";
  const STOP = new Set("a about an and are as at be by can do does for from has have how i in is it its me my named names of on or that the there this to was we what when where which who whose will with you your".split(" "));
  const BOOSTS = [3, 3, 1]; // title, further names, text
  const [K, B, D] = [1.2, 0.7, 0.5];
  const [BEGINS, ALIKE] = [0.375, 0.45]; // what a longer word and a similar one count
  const PHRASE = 12; // a longer query may be a sentence, which is looked for just so
  const WORDS = 31; // of a query: one bit each says which of them an answer has
  const KINDS = ["means", "same", "found", "some", "raised"]; // why a record is an answer

  const numbers = (text) => text.split(" ").map(Number);
  const telling = (text) => { const kept = words(text).filter((word) => !STOP.has(word)); return kept.length ? kept : words(text); };
  const stemmed = (text) => words(text).map(stem).join(" ");
  let index = null;
  let base = "";
  const chunks = new Map();
  const folds = new Map();
  const decoded = new Map();

  async function read(address) {
    const answer = await fetch(new URL(address, base));
    if (!answer.ok) throw new Error(address);
    return answer.json();
  }

  async function load(address) {
    base = address;
    const data = await read(address);
    const lengths = data.lengths.map(numbers);
    const names = data.names.split("\n");
    index = {
      ...data,
      weights: numbers(data.weights),
      kind: numbers(data.kind),
      said: numbers(data.said),
      lengths,
      means: lengths.map((those) => those.reduce((all, one) => all + one, 0) / data.count),
      terms: data.terms.split("\n"),
      postings: data.postings.split("\n"),
      names,
      named: data.named.split("\n"),
      place: new Map(names.map((name, at) => [name, at])),
      synonyms: data.synonyms.flatMap((synonym) => synonym.words.map((typed) => ({ ...synonym, typed, key: stemmed(typed) }))),
    };
  }

  const chunk = (number) => {
    if (!chunks.has(number)) chunks.set(number, read(`records/${number}.json`));
    return chunks.get(number);
  };
  const record = async (id) => (await chunk(Math.floor(id / index.chunk)))[id % index.chunk];

  // --- what the index says ---

  // “3 1 4*2” → the records 3, 4 and 8, and how often each has the word.
  function steps(text) {
    const parts = text ? text.split(" ") : [];
    const ids = new Uint32Array(parts.length);
    const times = new Uint8Array(parts.length).fill(1);
    let at = 0;
    parts.forEach((part, number) => {
      const star = part.indexOf("*");
      at += Number(star < 0 ? part : part.slice(0, star));
      ids[number] = at;
      if (star > 0) times[number] = Number(part.slice(star + 1));
    });
    return { ids, times };
  }

  // The records that have a term in each field. What the framework says itself counts as its title does.
  function posting(term) {
    if (!decoded.has(term)) {
      const fields = index.postings[term].split("|").map(steps);
      const often = new Map();
      const add = (id, times) => often.set(id, (often.get(id) || 0) + times);
      fields[0].ids.forEach((id, at) => add(id, fields[0].times[at]));
      fields[2].ids.forEach((id, at) => { if (index.said[id]) add(id, fields[2].times[at]); });
      decoded.set(term, [{ ids: [...often.keys()], times: [...often.values()] }, fields[1], fields[2]]);
    }
    return decoded.get(term);
  }

  // The first term that is not before a word.
  function first(word) {
    let [low, high] = [0, index.terms.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.terms[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The terms that begin with a word and are longer, and what each counts.
  function longer(word) {
    const found = new Map();
    for (let at = first(word); at < index.terms.length && index.terms[at].startsWith(word); at += 1) {
      const far = index.terms[at].length - word.length;
      if (far) found.set(at, (BEGINS * index.terms[at].length) / (index.terms[at].length + 0.3 * far));
    }
    return found;
  }

  // The terms that are a few letters away from a word, and what each counts. Neighbours in the alphabet share rows.
  function similar(word, limit) {
    const found = new Map();
    const rows = [Uint8Array.from({ length: word.length + 1 }, (_, at) => at)];
    let before = "";
    let dead = Infinity; // so many letters in, nothing can be near any more
    index.terms.forEach((term, at) => {
      let same = 0;
      while (same < before.length && before[same] === term[same]) same += 1;
      before = term;
      if (same >= dead || Math.abs(term.length - word.length) > limit) { before = term.slice(0, Math.min(same, term.length)); return; }
      dead = Infinity;
      for (let i = same + 1; i <= term.length; i += 1) {
        if (nearest(rows, i, term[i - 1], word) > limit) { dead = i; before = term.slice(0, i); return; }
      }
      const far = rows[term.length][word.length];
      if (far && far <= limit) found.set(at, (ALIKE * term.length) / (term.length + far));
    });
    return found;
  }

  // One row of the table of distances, and the least in it.
  function nearest(rows, i, letter, word) {
    rows[i] = rows[i] || new Uint8Array(word.length + 1);
    let least = rows[i][0] = i;
    for (let j = 1; j <= word.length; j += 1) {
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (letter === word[j - 1] ? 0 : 1));
      least = Math.min(least, rows[i][j]);
    }
    return least;
  }

  // The terms that answer to a word of a query, and what each counts: itself, longer ones of the last, similar ones.
  function answering(word, isLast) {
    const own = first(word);
    const found = new Map(index.terms[own] === word ? [[own, 1]] : []);
    if (isLast && word.length > 1) longer(word).forEach((counts, at) => found.set(at, counts));
    const limit = word.length > 4 && !/\d/.test(word) ? Math.min(6, Math.round(word.length * 0.2)) : 0;
    if (limit) similar(word, limit).forEach((counts, at) => { if (!found.has(at)) found.set(at, counts); });
    return found;
  }

  // The records that have every word of a text (or any), their scores, and which of the words wanted they have themselves.
  function search(text, wanted = [], isAny = false) {
    const asked = words(text).map(stem);
    const total = new Float64Array(index.count);
    const matched = new Uint8Array(index.count);
    const has = new Uint32Array(index.count);
    const terms = new Set();
    const different = new Set(asked).size;
    asked.forEach((word, number) => {
      const scores = new Float64Array(index.count);
      answering(word, number === asked.length - 1).forEach((counts, term) => {
        const bits = wanted.slice(0, WORDS).reduce((all, one, bit) => (index.terms[term].startsWith(one) ? all | (1 << bit) : all), 0);
        terms.add(term);
        score(term, counts, scores, has, bits);
      });
      const isNew = asked.indexOf(word) === number;
      scores.forEach((own, id) => {
        if (own) matched[id] += isNew ? 1 : 0;
        if (own && (isAny || number === 0 || total[id])) total[id] += own;
        else if (!isAny) total[id] = 0;
      });
    });
    total.forEach((own, id) => { if (own) total[id] = own * (isAny ? matched[id] : different); });
    return { scores: total, terms: [...terms], has };
  }

  function score(term, counts, scores, has, bits) {
    posting(term).forEach(({ ids, times }, field) => {
      const rarity = Math.log(1 + (index.count - ids.length + 0.5) / (ids.length + 0.5));
      const [length, mean] = [index.lengths[field], index.means[field]];
      ids.forEach((id, at) => {
        scores[id] += counts * BOOSTS[field] * rarity * (D + (times[at] * (K + 1)) / (times[at] + K * (1 - B + (B * length[id]) / mean)));
        has[id] |= bits;
      });
    });
  }

  // --- an answer ---

  // How many letters must be changed, put in, left out or swapped, up to a limit.
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      rows[i] = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
    return rows[one.length][other.length];
  }

  // The synonym of what was typed: just so, or as the longest part of it, or, where nothing else is found, but for a slip.
  function synonymOf(typed, short, isLoose) {
    const exact = index.synonyms.find((synonym) => synonym.key === typed || synonym.key === short);
    if (exact) return { ...exact, isWhole: true };
    const parts = index.synonyms.filter((synonym) => ` ${typed} `.includes(` ${synonym.key} `) && !STOP.has(synonym.key));
    if (parts.length) return { ...parts.sort((a, b) => b.key.length - a.key.length)[0], isWhole: false };
    const limit = typed.length > 8 ? 2 : typed.length > 4 ? 1 : 0;
    if (!isLoose || !limit) return null;
    const near = index.synonyms.map((synonym) => [distance(typed, synonym.key, limit), synonym]).filter(([far]) => far <= limit).sort((a, b) => a[0] - b[0]);
    return near.length ? { ...near[0][1], isWhole: true } : null;
  }

  // Every record that answers, in order: what the words score, raised where they are a name, a beginning of one, or stand
  // in a wording just so. What a synonym means comes before what merely has the words.
  async function find(query) {
    const wanted = telling(query).map(stem);
    const plain = { typed: stemmed(query), short: wanted.join(" ") };
    const every = search(plain.short, wanted);
    const all = 2 ** Math.min(wanted.length, WORDS) - 1;
    const isExact = (id) => (every.has[id] & all) === all;
    const isFound = every.scores.some(Boolean);
    const isKnown = (isFound && every.scores.some((own, id) => own && isExact(id))) || index.place.has(plain.typed);
    const synonym = synonymOf(plain.typed, plain.short, !isKnown);
    const answer = { query, wanted, synonym, every, isExact, scores: new Float64Array(index.count), why: new Uint8Array(index.count), terms: { found: every.terms } };
    if (synonym) means(answer);
    each(every, (id, own) => add(answer, id, own * index.weights[id], "found"));
    if (!isFound && !(synonym && synonym.isWhole)) {
      const some = search(plain.short, wanted, true);
      answer.terms.some = some.terms;
      each(some, (id, own) => add(answer, id, own * index.weights[id], "some"));
    }
    (await raised(plain, bare(query), wanted)).forEach((worth, id) => add(answer, id, worth * index.weights[id], "raised"));
    const ids = [...answer.scores.keys()].filter((id) => answer.why[id]);
    answer.ids = ids.sort((a, b) => answer.scores[b] - answer.scores[a] || a - b);
    return answer;
  }

  function each(found, use) {
    found.scores.forEach((own, id) => { if (own) use(id, own); });
  }

  // A record says why it is there by what came first.
  function add(answer, id, worth, why) {
    answer.scores[id] += worth;
    if (!answer.why[id]) answer.why[id] = KINDS.indexOf(why) + 1;
  }

  function means(answer) {
    const { synonym } = answer;
    const isThing = synonym.at !== null;
    if (isThing) add(answer, synonym.at, synonym.isWhole ? 3000 : 400, "means");
    if (!synonym.query) return;
    const same = search(synonym.query);
    answer.terms.same = same.terms;
    each(same, (id, own) => add(answer, id, own * index.weights[id] * (synonym.isWhole && !isThing ? 2 : 0.5), "same"));
  }

  async function raised(plain, typed, wanted) {
    const found = new Map();
    const those = (at) => steps(index.named[at]).ids;
    if (wanted.length > 1) index.names.forEach((name, at) => { if (name.includes(plain.short)) those(at).forEach((id) => found.set(id, 60)); });
    if (typed.length > PHRASE) (await worded(typed)).forEach((id) => found.set(id, 500));
    [plain.typed, plain.short].filter((name) => name && index.place.has(name)).forEach((name) => those(index.place.get(name)).forEach((id) => found.set(id, 1000)));
    return found;
  }

  // The records whose text has a sentence just so, from the beginning of a word. Those that may are known by its words;
  // of the last only a beginning may have been typed.
  async function worded(typed) {
    const parts = typed.split(" ");
    const last = parts.pop().slice(0, -3);
    const has = (terms) => new Set(terms.flatMap((term) => [...posting(term)[2].ids]));
    const whole = [...new Set(parts.map(stem))].map((word) => has(index.terms[first(word)] === word ? [first(word)] : []));
    const sets = whole.length ? whole : [has([...longer(last).keys()])];
    const some = [...sets.sort((a, b) => a.size - b.size)[0]].filter((id) => sets.every((set) => set.has(id)));
    const texts = await Promise.all(some.map(async (id) => [id, fold(id, await record(id))]));
    return texts.filter(([, text]) => text.includes(` ${typed}`)).map(([id]) => id);
  }

  function fold(id, { text = "" }) {
    if (!folds.has(id)) folds.set(id, ` ${bare(text)}`);
    return folds.get(id);
  }

  // --- what a reader sees of it ---

  // The words of a query, or what is like them, by which a record was found.
  function matchedBy(answer, id) {
    const why = KINDS[answer.why[id] - 1];
    if (why === "means") return [];
    if (why === "raised") return answer.wanted;
    return answer.terms[why].filter((term) => posting(term).some(({ ids }) => ids.includes(id))).map((term) => index.terms[term]);
  }

  // A text in parts: the odd ones are the words that were found.
  function marked(text, matched) {
    const parts = [];
    let at = 0;
    [...folded(text).matchAll(/[\p{L}\p{N}]+/gu)].filter((match) => matched.includes(stem(match[0]))).forEach((match) => {
      parts.push(text.slice(at, match.index), text.slice(match.index, match.index + match[0].length));
      at = match.index + match[0].length;
    });
    return [...parts, text.slice(at)];
  }

  function reason(answer, id, matched) {
    const { synonym, wanted } = answer;
    const why = KINDS[answer.why[id] - 1];
    if (["means", "same"].includes(why)) return synonym.named ? { kind: "as", typed: synonym.typed, name: synonym.name } : null; // said once, above
    if (why === "some") return wanted.length > 1 ? { kind: "some" } : null;
    if (why === "raised" || answer.isExact(id)) return null;
    return { kind: "similar", name: matched.find((term) => !wanted.some((word) => term.startsWith(word))) || matched[0] };
  }

  async function entry(answer, id) {
    const { title, text = "", address, edition = "" } = await record(id);
    const matched = matchedBy(answer, id);
    return {
      kind: index.kinds[index.kind[id]], edition, address, said: index.said[id] === 1,
      title: marked(title, matched), text: marked(text, matched), why: reason(answer, id, matched),
    };
  }

  const entries = (answer, ids) => Promise.all(ids.map((id) => entry(answer, id)));

  // What is asked: the best of all (`most`), and with `each` so many of each kind of the rest, or all of one `kind`.
  async function answered({ query, best, most, each: open, kind }) {
    const answer = await find(query);
    const { synonym, ids } = answer;
    const isMissing = synonym && !synonym.named && synonym.isWhole;
    const rest = new Map();
    if (open) ids.slice(best).forEach((id) => { if (!rest.has(index.kind[id])) rest.set(index.kind[id], []); rest.get(index.kind[id]).push(id); });
    const shown = [...rest].filter(([number]) => !kind || index.kinds[number] === kind);
    return {
      query,
      count: ids.length,
      note: isMissing ? { typed: synonym.typed, topic: synonym.name } : null,
      results: await entries(answer, ids.slice(0, most)),
      groups: await Promise.all(shown.map(async ([number, those]) => (
        { name: index.kinds[number], count: those.length, results: await entries(answer, those.slice(0, open)) }
      ))),
    };
  }

  // --- who asks ---

  const isThread = typeof document === "undefined";
  const place = isThread ? globalThis : document.querySelector(".sf-search");
  const say = (message) => (isThread ? place.postMessage(message) : place.dispatchEvent(new CustomEvent("answered", { detail: message })));

  // One question at a time, each in its turn; of those in the list under the field only the last, as the others are out of date.
  const waiting = [];
  let isBusy = false;

  async function work() {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length) {
      const question = waiting.shift();
      try {
        say({ number: question.number, ...(await answered(question)) });
      } catch {
        chunks.clear(); // so that the next question fetches again
        say({ number: question.number, failed: true });
      }
      await new Promise((done) => { setTimeout(done); }); // so that what was typed meanwhile is heard
    }
    isBusy = false;
  }

  function ask(question) {
    if (question.passing) waiting.splice(0, waiting.length, ...waiting.filter((other) => !other.passing));
    waiting.push(question);
    if (index) work();
  }

  async function begin(address) {
    try {
      await load(address);
    } catch {
      say({ failed: true });
      return;
    }
    say({ ready: true });
    work();
    for (let number = 0; number * index.chunk < index.count; number += 1) await chunk(number).catch(() => chunks.delete(number));
  }

  const hear = (message) => (message.index ? begin(message.index) : ask(message));
  place.addEventListener(isThread ? "message" : "asked", (event) => hear(isThread ? event.data : event.detail));
  say({ listening: true });
})();
