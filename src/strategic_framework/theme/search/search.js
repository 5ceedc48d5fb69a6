// The search itself: MiniSearch over an index made from the data. Exact names and exact wordings come first.
(() => {
  "use strict";
  const MOST = 12;
  const STOP = new Set("a an and are as at be by for from has have in is it its named names of on or that the this to was what where which who whose will with".split(" "));
  const form = document.querySelector(".sf-search");
  const field = form.querySelector(".sf-search__field");
  const list = form.querySelector(".sf-search__results");
  const status = form.querySelector("[role=status]");
  const root = new URL("../", new URL(form.dataset.index, document.baseURI));
  let engine = null;
  let records = [];
  let chosen = -1;

  const bare = (text) => folded(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const words = (text) => bare(text).split(" ").filter(Boolean);
  const telling = (text) => { const kept = words(text).filter((word) => !STOP.has(word)); return kept.length ? kept : words(text); };

  async function load() {
    const answer = await fetch(form.dataset.index);
    records = (await answer.json()).map((record, id) => ({ ...record, id, names: [record.title, ...record.also].map(bare), whole: bare(record.text) }));
    engine = new globalThis.MiniSearch({
      fields: ["title", "also", "text"],
      extractField: (record, name) => (name === "also" ? record.also.join(" ") : record[name]),
      tokenize: words,
      processTerm: (term) => term,
    });
    engine.addAll(records);
  }

  // What the words score, raised where they are a name, a beginning of one, or stand in a wording just so.
  function find(query) {
    const wanted = telling(query);
    const typed = bare(query);
    const short = wanted.join(" ");
    const options = {
      boost: { title: 3, also: 3 },
      prefix: (term, index, all) => index === all.length - 1 && term.length > 1,
      fuzzy: (term) => (term.length > 5 && !/\d/.test(term) ? 0.2 : false),
      combineWith: "AND",
    };
    let hits = engine.search(short, options);
    if (!hits.length) hits = engine.search(short, { ...options, combineWith: "OR" });
    const scores = new Map(hits.map((hit) => [hit.id, { score: hit.score * records[hit.id].weight, words: hit.terms }]));
    records.forEach((record) => {
      const raised = raise(record, typed, short, wanted);
      if (raised) {
        const known = scores.get(record.id) || { score: 0, words: wanted };
        scores.set(record.id, { score: known.score + raised, words: known.words });
      }
    });
    return [...scores].map(([id, { score, words: matched }]) => ({ ...records[id], score, matched }))
      .sort((a, b) => b.score - a.score || a.id - b.id);
  }

  function raise(record, typed, short, wanted) {
    if (record.names.includes(typed) || record.names.includes(short)) return 1000 * record.weight;
    if (typed.length > 12 && record.whole.includes(typed)) return 500 * record.weight;
    if (wanted.length > 1 && record.names.some((name) => name.includes(short))) return 60 * record.weight;
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
    const places = [...plain.matchAll(/[\p{L}\p{N}]+/gu)].filter((match) => matched.includes(match[0]));
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

  function option(record, number) {
    const name = marked(record.title, record.matched);
    name.className = "sf-search__name";
    const link = element("a", "sf-search__one", name);
    if (record.text) {
      const text = marked(record.text, record.matched, 120);
      text.className = "sf-search__text";
      link.append(text);
    }
    link.href = new URL(record.address, root);
    link.id = `search-${number}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  function show(results) {
    const kinds = [...new Set(results.map((record) => record.kind))];
    let number = 0;
    const groups = kinds.map((kind) => {
      const head = element("div", "sf-search__kind", kind);
      head.setAttribute("aria-hidden", "true");
      const group = element("div", "", head, ...results.filter((record) => record.kind === kind).map((record) => option(record, number++)));
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", kind);
      return group;
    });
    list.replaceChildren(...groups);
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
    const results = find(query);
    show(results.slice(0, MOST));
    const count = results.length;
    status.textContent = count === 0 ? translate("search.nothing") : count === 1 ? translate("search.one") : translate("search.many").replace("{count}", count);
    if (count === 0) list.replaceChildren(element("p", "sf-search__none", translate("search.where")));
    chosen = -1;
    open(true);
  }

  const KEYS = {
    ArrowDown: () => { if (list.hidden) search(); else choose(chosen + 1); },
    ArrowUp: () => choose(chosen <= -1 ? -2 : chosen - 1),
    Enter: () => { const link = list.querySelector("[aria-selected=true]") || list.querySelector("[role=option]"); if (link && !list.hidden) link.click(); },
    Escape: () => { if (list.hidden) { field.value = ""; search(); } else open(false); },
  };

  field.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  field.addEventListener("input", search);
  field.addEventListener("focus", () => { if (field.value.trim()) search(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
  load().then(() => { form.dataset.ready = "yes"; if (field.value.trim()) search(); }, () => { status.textContent = translate("search.failed"); });
})();
