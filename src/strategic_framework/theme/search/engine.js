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
  const [MEANS, SAME, FOUND, SOME, RAISED] = [1, 2, 3, 4, 5]; // why a record is an answer

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
    const lengths = data.lengths.map((text) => integers(text).ids);
    index = {
      ...data,
      weights: data.weights.split(" ").map(Number),
      kind: integers(data.kind).ids,
      said: integers(data.said).ids,
      lengths,
      means: lengths.map((those) => those.reduce((all, length) => all + length, 0) / data.count),
      terms: data.terms.split("\n"),
      postings: data.postings.split("\n"),
      names: `\n${data.names}\n`,
      named: data.named.split("\n"),
      synonyms: data.synonyms.flatMap((synonym) => synonym.words.map((typed) => ({ ...synonym, typed, key: stemmed(typed) }))),
    };
  }

  const chunk = (number) => {
    if (!chunks.has(number)) chunks.set(number, read(`records/${number}.json`));
    return chunks.get(number);
  };
  const record = async (id) => (await chunk(Math.floor(id / index.chunk)))[id % index.chunk];

  // --- what the index says ---

  // “3 1 4*2” → 3, 1 and 4, or as steps from one to the next 3, 4 and 8; and how often each is meant. It is read letter by
  // letter, in a third of the time that its pieces would take.
  function integers(text, isSteps = false) {
    const values = new Uint32Array((text.length + 1) >> 1);
    const times = new Uint8Array(values.length).fill(1);
    const [space, star, zero] = [32, 42, 48];
    let count = 0;
    let before = 0;
    let digits = 0;
    let isTimes = false;
    for (let at = 0; at <= text.length; at += 1) {
      const letter = at < text.length ? text.charCodeAt(at) : space;
      if (letter >= zero) digits = 10 * digits + letter - zero;
      else {
        if (isTimes) times[count] = digits;
        else before = values[count] = isSteps ? before + digits : digits;
        isTimes = letter === star;
        if (!isTimes) count += 1;
        digits = 0;
      }
    }
    return { ids: values.subarray(0, text ? count : 0), times };
  }

  const steps = (text) => integers(text, true);

  // The records that have a term in each field. What the framework says itself counts as its title does.
  function posting(term) {
    if (!decoded.has(term)) {
      const [title, also, text] = index.postings[term].split("|").map(steps);
      decoded.set(term, [together(title, text), also, text]);
    }
    return decoded.get(term);
  }

  // The records of a title, and those of a text that is the framework's own, in their order.
  function together(title, text) {
    const ids = new Uint32Array(title.ids.length + text.ids.length);
    const times = new Uint16Array(ids.length);
    let [inTitle, inText, count] = [0, 0, 0];
    while (inTitle < title.ids.length || inText < text.ids.length) {
      const ofTitle = inTitle < title.ids.length ? title.ids[inTitle] : Infinity;
      const ofText = inText < text.ids.length ? text.ids[inText] : Infinity;
      const id = Math.min(ofTitle, ofText);
      let often = 0;
      if (ofTitle === id) often += title.times[inTitle++];
      if (ofText === id) often += index.said[id] * text.times[inText++];
      if (often) [ids[count], times[count++]] = [id, often];
    }
    return { ids: ids.subarray(0, count), times };
  }

  // The first of some things in their order that is not before another.
  function placeOf(things, other) {
    let [low, high] = [0, things.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (things[middle] < other) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const isAmong = (ids, id) => ids[placeOf(ids, id)] === id;
  const first = (word) => placeOf(index.terms, word);

  // Names stand in lines of one text, and are looked for there: most questions need none of them.
  const isName = (name) => index.names.includes(`\n${name}\n`);

  // The records that bear a name with a part; a name that is whole has a line's end on both sides.
  function bearing(part) {
    const ids = [];
    let at = index.names.indexOf(part);
    if (at >= 0 && !index.lines) index.lines = linesOf(index.names);
    while (at >= 0) {
      const line = placeOf(index.lines, at + 1) - 1;
      ids.push(...steps(index.named[line]).ids);
      at = index.names.indexOf(part, index.lines[line + 1]);
    }
    return ids;
  }

  // The place of every line's end.
  function linesOf(text) {
    const places = [];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) places.push(at);
    return places;
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
        posting(term).forEach((field, at) => score(field, at, counts, scores, has, bits));
      });
      const isNew = asked.indexOf(word) === number;
      for (let id = 0; id < index.count; id += 1) {
        if (scores[id] && isNew) matched[id] += 1;
        if (scores[id] && (isAny || number === 0 || total[id])) total[id] += scores[id];
        else if (!isAny) total[id] = 0;
      }
    });
    for (let id = 0; id < index.count; id += 1) if (total[id]) total[id] *= isAny ? matched[id] : different;
    return { scores: total, terms: [...terms], has };
  }

  function score({ ids, times }, field, counts, scores, has, bits) {
    const rarity = Math.log(1 + (index.count - ids.length + 0.5) / (ids.length + 0.5));
    const [length, mean] = [index.lengths[field], index.means[field]];
    const worth = counts * BOOSTS[field] * rarity;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at];
      scores[id] += worth * (D + (times[at] * (K + 1)) / (times[at] + K * (1 - B + (B * length[id]) / mean)));
      has[id] |= bits;
    }
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

  // Every record that answers: what the words score, raised where they are a name, a beginning of one, or stand
  // in a wording just so. What a synonym means comes before what merely has the words.
  async function find(query) {
    const wanted = telling(query).map(stem);
    const plain = { typed: stemmed(query), short: wanted.join(" ") };
    const every = search(plain.short, wanted);
    const all = 2 ** Math.min(wanted.length, WORDS) - 1;
    const isExact = (id) => (every.has[id] & all) === all;
    const isFound = every.scores.some(Boolean);
    const isKnown = (isFound && every.scores.some((own, id) => own && isExact(id))) || isName(plain.typed);
    const synonym = synonymOf(plain.typed, plain.short, !isKnown);
    const answer = { query, wanted, synonym, every, isExact, scores: new Float64Array(index.count), why: new Uint8Array(index.count), terms: { [FOUND]: every.terms } };
    if (synonym) means(answer);
    take(answer, every, 1, FOUND);
    if (!isFound && !(synonym && synonym.isWhole)) {
      const some = search(plain.short, wanted, true);
      answer.terms[SOME] = some.terms;
      take(answer, some, 1, SOME);
    }
    (await raised(plain, bare(query), wanted)).forEach((worth, id) => add(answer, id, worth * index.weights[id], RAISED));
    return answer;
  }

  // What a search found, each so many times as much.
  function take(answer, found, factor, why) {
    for (let id = 0; id < index.count; id += 1) {
      if (found.scores[id]) add(answer, id, found.scores[id] * index.weights[id] * factor, why);
    }
  }

  // How many records answer, and the best of them, in order. Thousands may answer, of which a list shows eight.
  function foremost({ scores, why }, most) {
    const best = [];
    let count = 0;
    let least = -Infinity; // what a record must be more than, once there are enough: equals stand in their order
    for (let id = 0; id < index.count; id += 1) {
      if (why[id]) count += 1;
      if (why[id] && scores[id] > least) {
        let at = best.length;
        while (at && scores[best[at - 1]] < scores[id]) at -= 1;
        best.splice(at, 0, id);
        if (best.length > most) best.pop();
        if (best.length === most) least = most ? scores[best[most - 1]] : Infinity;
      }
    }
    return { count, best };
  }

  // Every record that answers, in order.
  function inOrder({ scores, why }) {
    return [...why.keys()].filter((id) => why[id]).sort((a, b) => scores[b] - scores[a] || a - b);
  }

  // A record says why it is there by what came first.
  function add(answer, id, worth, why) {
    answer.scores[id] += worth;
    if (!answer.why[id]) answer.why[id] = why;
  }

  function means(answer) {
    const { synonym } = answer;
    const isThing = synonym.at !== null;
    if (isThing) add(answer, synonym.at, synonym.isWhole ? 3000 : 400, MEANS);
    if (!synonym.query) return;
    const same = search(synonym.query);
    answer.terms[SAME] = same.terms;
    take(answer, same, synonym.isWhole && !isThing ? 2 : 0.5, SAME);
  }

  async function raised(plain, typed, wanted) {
    const found = new Map();
    if (wanted.length > 1) bearing(plain.short).forEach((id) => found.set(id, 60));
    if (typed.length > PHRASE) (await worded(typed)).forEach((id) => found.set(id, 500));
    [plain.typed, plain.short].filter(Boolean).forEach((name) => bearing(`\n${name}\n`).forEach((id) => found.set(id, 1000)));
    return found;
  }

  // The records whose text has a sentence just so, from the beginning of a word. Those that may are known by its words;
  // of the last only a beginning may have been typed.
  async function worded(typed) {
    const parts = typed.split(" ");
    const last = parts.pop().slice(0, -3);
    const has = (term) => [...posting(term)[2].ids];
    const whole = [...new Set(parts.map(stem))].map((word) => (index.terms[first(word)] === word ? has(first(word)) : []));
    const rows = whole.length ? whole : [[...new Set([...longer(last).keys()].flatMap(has))]];
    const [few, ...others] = rows.sort((a, b) => a.length - b.length);
    const some = few.filter((id) => others.every((ids) => isAmong(ids, id)));
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
    const why = answer.why[id];
    if (why === MEANS) return [];
    if (why === RAISED) return answer.wanted;
    return answer.terms[why].filter((term) => posting(term).some(({ ids }) => isAmong(ids, id))).map((term) => index.terms[term]);
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
    const why = answer.why[id];
    if ([MEANS, SAME].includes(why)) return synonym.named ? { kind: "as", typed: synonym.typed, name: synonym.name } : null; // said once, above
    if (why === SOME) return wanted.length > 1 ? { kind: "some" } : null;
    if (why === RAISED || answer.isExact(id)) return null;
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
    const { synonym } = answer;
    const { count, best: top } = foremost(answer, most);
    const isMissing = synonym && !synonym.named && synonym.isWhole;
    const rest = new Map();
    if (open) inOrder(answer).slice(best).forEach((id) => { if (!rest.has(index.kind[id])) rest.set(index.kind[id], []); rest.get(index.kind[id]).push(id); });
    const shown = [...rest].filter(([number]) => !kind || index.kinds[number] === kind);
    return {
      query,
      count,
      note: isMissing ? { typed: synonym.typed, topic: synonym.name } : null,
      results: await entries(answer, top),
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

  const pause = () => new Promise((done) => { setTimeout(done); }); // so that what was typed meanwhile is heard

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
      await pause();
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
    await warmUp();
  }

  // The beginning of the commonest word is looked for a few times before anybody asks: what is typed then finds the code
  // compiled, and the first answer to it takes a third of the time. In the page it would make the page wait.
  async function warmUp() {
    const commonest = index.postings.reduce((most, posting, term) => (posting.length > index.postings[most].length ? term : most), 0);
    const question = { query: index.terms[commonest].slice(0, -1), best: 1, most: 8 };
    for (let time = 0; isThread && time < 3 && !isBusy; time += 1) {
      await answered(question).catch(() => {});
      await pause();
    }
  }

  const hear = (message) => (message.index ? begin(message.index) : ask(message));
  place.addEventListener(isThread ? "message" : "asked", (event) => hear(isThread ? event.data : event.detail));
  say({ listening: true });
})();
