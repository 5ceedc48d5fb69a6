// The search itself: MiniSearch over an index made from the data. Exact names and exact wordings come first.
(() => {
  "use strict";
  const MOST = 8; // in the list under the field
  const BEST = 3; // before the results are grouped by kind
  const OPEN = 6; // of each kind on the page of results, before “See all”
  const STOP = new Set("a about an and are as at be by can do does for from has have how i in is it its me my named names of on or that the there this to was we what when where which who whose will with you your".split(" "));
  const form = document.querySelector(".sf-search");
  const field = form.querySelector(".sf-search__field");
  const list = form.querySelector(".sf-search__results");
  const status = form.querySelector("[role=status]");
  const page = document.querySelector(".sf-results");
  const root = new URL("../", new URL(form.dataset.index, document.baseURI));
  let engine = null;
  let records = [];
  let synonyms = [];
  let chosen = -1;

  const bare = (text) => folded(text).replace(/'s\b/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const words = (text) => bare(text).split(" ").filter(Boolean);
  const telling = (text) => { const kept = words(text).filter((word) => !STOP.has(word)); return kept.length ? kept : words(text); };
  const stemmed = (text) => words(text).map(stem).join(" ");
  const put = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replace(`{${name}}`, () => value), text);

  // One form for singular and plural: “councils” and “council”, “bodies” and “body”.
  function stem(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
    if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
    return /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
  }

  // The framework's own words count as much as the title of what was written about them.
  function fieldOf(record, name) {
    if (name === "also") return record.also.join(" ");
    return name === "title" && record.said ? `${record.title} ${record.text}` : record[name];
  }

  async function load() {
    const answer = await fetch(form.dataset.index);
    const index = await answer.json();
    records = index.records.map((record, id) => ({ ...record, id, names: [record.title, ...record.also].map(stemmed), whole: bare(record.text) }));
    synonyms = index.synonyms.flatMap((synonym) => synonym.words.map((typed) => ({ ...synonym, typed, key: stemmed(typed) })));
    engine = new globalThis.MiniSearch({
      fields: ["title", "also", "text"],
      extractField: fieldOf,
      tokenize: words,
      processTerm: stem,
    });
    engine.addAll(records);
  }

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
    const exact = synonyms.find((synonym) => synonym.key === typed || synonym.key === short);
    if (exact) return { ...exact, isWhole: true };
    const parts = synonyms.filter((synonym) => ` ${typed} `.includes(` ${synonym.key} `) && !STOP.has(synonym.key));
    if (parts.length) return { ...parts.sort((a, b) => b.key.length - a.key.length)[0], isWhole: false };
    const limit = typed.length > 8 ? 2 : typed.length > 4 ? 1 : 0;
    if (!isLoose || !limit) return null;
    const near = synonyms.map((synonym) => [distance(typed, synonym.key, limit), synonym]).filter(([far]) => far <= limit).sort((a, b) => a[0] - b[0]);
    return near.length ? { ...near[0][1], isWhole: true } : null;
  }

  const OPTIONS = {
    boost: { title: 3, also: 3 },
    prefix: (term, index, all) => index === all.length - 1 && term.length > 1,
    fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    combineWith: "AND",
  };

  // What the words score, raised where they are a name, a beginning of one, or stand in a wording just so.
  function find(query) {
    const wanted = telling(query).map(stem);
    const typed = bare(query);
    const plain = { typed: stemmed(query), short: wanted.join(" ") };
    const every = engine.search(plain.short, OPTIONS);
    const isExact = (hit) => wanted.every((word) => hit.terms.some((term) => term.startsWith(word)));
    const known = every.some(isExact) || records.some((record) => record.names.includes(plain.typed));
    const synonym = synonymOf(plain.typed, plain.short, !known);
    const scores = new Map();
    const add = (id, score, matched, why) => {
      const before = scores.get(id);
      scores.set(id, { score: score + (before ? before.score : 0), matched: before ? before.matched : matched, why: before ? before.why : why });
    };
    if (synonym) means(synonym, query, add);
    every.forEach((hit) => add(hit.id, hit.score * records[hit.id].weight, hit.terms, isExact(hit) ? "" : put(translate("search.similar"), { name: hit.terms.find((term) => !wanted.some((word) => term.startsWith(word))) || hit.terms[0] })));
    if (!every.length && !(synonym && synonym.isWhole)) {
      engine.search(plain.short, { ...OPTIONS, combineWith: "OR" }).forEach((hit) => add(hit.id, hit.score * records[hit.id].weight, hit.terms, wanted.length > 1 ? translate("search.some") : ""));
    }
    records.forEach((record) => {
      const raised = raise(record, typed, plain, wanted);
      if (raised) add(record.id, raised, wanted, "");
    });
    const results = [...scores].map(([id, found]) => ({ ...records[id], ...found })).sort((a, b) => b.score - a.score || a.id - b.id);
    const isMissing = synonym && !synonym.named && synonym.isWhole;
    return { results, note: isMissing ? put(translate("search.not_named"), { typed: synonym.typed, topic: synonym.name }) : "" };
  }

  // What a synonym means comes before what merely has the words, and says why it is there.
  function means(synonym, query, add) {
    const why = synonym.named ? put(translate("search.as"), { typed: synonym.typed, name: synonym.name }) : ""; // said once, above
    const target = records.find((record) => record.address === synonym.address);
    const worth = synonym.isWhole ? 3000 : 400;
    if (target) add(target.id, worth, [], why);
    const isThing = synonym.named && !(target && target.page);
    if (isThing) engine.search(target ? target.title : synonym.means, OPTIONS).forEach((hit) => add(hit.id, hit.score * records[hit.id].weight * (synonym.isWhole && !target ? 2 : 0.5), hit.terms, why));
  }

  function raise(record, typed, plain, wanted) {
    if (record.names.includes(plain.typed) || record.names.includes(plain.short)) return 1000 * record.weight;
    if (typed.length > 12 && record.whole.includes(typed)) return 500 * record.weight;
    if (wanted.length > 1 && record.names.some((name) => name.includes(plain.short))) return 60 * record.weight;
    return 0;
  }

  function element(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  // The text from a little before the first word found, with every word found marked.
  function marked(text, matched, from = 0) {
    const plain = folded(text);
    const places = [...plain.matchAll(/[\p{L}\p{N}]+/gu)].filter((match) => matched.includes(stem(match[0])));
    const start = from && places.length && places[0].index > from ? plain.lastIndexOf(" ", places[0].index - 40) + 1 : 0;
    const line = element("span", "");
    let at = start;
    if (start) line.append("… ");
    places.filter((match) => match.index >= start).forEach((match) => {
      line.append(text.slice(at, match.index), element("mark", "", text.slice(match.index, match.index + match[0].length)));
      at = match.index + match[0].length;
    });
    line.append(text.slice(at));
    return line;
  }

  const edition = (record) => (record.edition ? put(translate("search.edition"), { edition: record.edition }) : "");
  const counted = (count) => (count === 0 ? translate("search.nothing") : count === 1 ? translate("search.one") : put(translate("search.many"), { count }));

  // The results as groups: the best first, the rest by kind, in the order of the best of each.
  function grouped(results) {
    const rest = results.slice(BEST);
    const kinds = [...new Set(rest.map((record) => record.kind))];
    const groups = kinds.map((kind) => ({ name: kind, isBest: false, results: rest.filter((record) => record.kind === kind) }));
    return results.length ? [{ name: translate("search.best"), isBest: true, results: results.slice(0, BEST) }, ...groups] : [];
  }

  function about(record, isBest) {
    return [isBest ? record.kind : "", edition(record)].filter(Boolean).join(" · ");
  }

  // --- the list under the field ---

  function option(record, number, isBest) {
    const name = marked(record.title, record.matched);
    name.className = "sf-search__name";
    const link = element("a", "sf-search__one", name);
    const beside = about(record, isBest);
    if (beside) link.append(" ", element("span", "sf-search__beside", beside));
    if (record.text) {
      const text = marked(record.text, record.matched, 120);
      text.className = "sf-search__text";
      text.classList.toggle("sf-said", record.said);
      link.append(" ", text);
    }
    if (record.why) link.append(" ", element("span", "sf-search__why", record.why));
    link.href = new URL(record.address, root);
    return asOption(link, number);
  }

  function asOption(link, number) {
    link.id = `search-${number}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  function resultsPage(query) {
    const address = new URL("search/", root);
    address.searchParams.set("q", query);
    return address;
  }

  function show({ results, note }, query) {
    let number = 0;
    const groups = grouped(results.slice(0, MOST)).map(({ name, isBest, results: some }) => {
      const head = element("div", "sf-search__kind", name);
      head.setAttribute("aria-hidden", "true");
      const group = element("div", "", head, ...some.map((record) => option(record, number++, isBest)));
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      return group;
    });
    if (results.length > MOST) {
      const all = element("a", "sf-search__all", put(translate("search.all"), { count: results.length }));
      all.classList.add("sf-search__one");
      all.href = resultsPage(query);
      groups.push(asOption(all, number));
    }
    const head = note ? [element("p", "sf-search__none", note)] : [];
    list.replaceChildren(...head, ...groups);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  }

  function choose(number) {
    const options = [...list.querySelectorAll("[role=option]")];
    chosen = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
    if (number < 0 || chosen === options.length) chosen = number === -2 ? options.length - 1 : -1;
    options.forEach((link, index) => link.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function search() {
    const query = field.value.trim();
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      open(false);
      return;
    }
    const found = find(query);
    show(found, query);
    const count = found.results.length;
    status.textContent = [found.note, counted(count)].filter(Boolean).join(" ");
    if (count === 0) list.replaceChildren(element("p", "sf-search__none", translate("search.where")));
    chosen = -1;
    open(true);
  }

  // --- the page of results ---

  function entry(record, isBest) {
    const link = element("a", "", marked(record.title, record.matched));
    link.href = new URL(record.address, root);
    const item = element("li", "", link);
    const beside = about(record, isBest);
    if (beside) item.append(element("span", "sf-search__beside", beside));
    if (record.text) item.append(element("p", record.said ? "sf-said" : "", marked(record.text, record.matched)));
    if (record.why) item.append(element("p", "sf-search__why", record.why));
    return item;
  }

  function bulleted(rows) {
    const rowsList = element("ul", "", ...rows);
    rowsList.setAttribute("role", "list");
    return rowsList;
  }

  function part({ name, isBest, results }, number) {
    const head = element("h2", "", name);
    head.id = `results-${number}`;
    const rows = results.map((record) => entry(record, isBest));
    const rest = rows.slice(OPEN);
    rest.forEach((row) => { row.hidden = true; });
    const section = element("section", "", head, bulleted(rows));
    section.setAttribute("aria-labelledby", head.id);
    if (rest.length) section.append(opener(rows, rest));
    return section;
  }

  function opener(rows, rest) {
    const button = element("button", "sf-filter__clear", put(translate("search.all"), { count: rows.length }));
    button.type = "button";
    button.addEventListener("click", () => {
      rest.forEach((row) => { row.hidden = false; });
      button.remove();
      rest[0].querySelector("a").focus();
    });
    return button;
  }

  function fill() {
    const query = (new URLSearchParams(location.search).get("q") || "").trim();
    if (!query) return;
    const { results, note } = find(query);
    const groups = grouped(results).map(part);
    if (note) groups.unshift(element("p", "sf-lead", note));
    if (!results.length) groups.push(element("p", "", translate("search.where")));
    page.querySelector(".sf-results__groups").replaceChildren(...groups);
    page.querySelector(".sf-results__count").textContent = put(translate("search.for_words"), { results: counted(results.length), words: query });
    document.title = `${query} – ${document.title}`;
    page.dataset.ready = "yes";
  }

  // ---

  const KEYS = {
    ArrowDown: () => { if (list.hidden) search(); else choose(chosen + 1); },
    ArrowUp: () => choose(chosen <= -1 ? -2 : chosen - 1),
    Enter: () => selected().click(),
    Escape: () => { if (list.hidden) { field.value = ""; search(); } else open(false); },
  };

  const selected = () => (list.hidden ? null : list.querySelector("[aria-selected=true]"));
  field.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || (KEYS[event.key] === KEYS.Enter && !selected())) return; // with none chosen the form leads to all
    event.preventDefault();
    KEYS[event.key]();
  });
  field.addEventListener("input", search);
  field.addEventListener("focus", () => { if (field.value.trim()) search(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
  load().then(() => {
    form.dataset.ready = "yes";
    if (page) fill();
    if (field.value.trim() && document.activeElement === field) search();
  }, () => {
    status.textContent = translate("search.failed");
    if (page) page.querySelector(".sf-results__count").textContent = translate("search.failed");
  });
})();
