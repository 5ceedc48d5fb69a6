// The search as a reader meets it: the list under the field, and the page of results. `engine.js` finds.
(() => {
  "use strict";
  const MOST = 8; // in the list under the field
  const BEST = 3; // before the results are grouped by kind
  const OPEN = 6; // of each kind on the page of results, before “See all”
  const form = document.querySelector(".sf-search");
  const field = form.querySelector(".sf-search__field");
  const list = form.querySelector(".sf-search__results");
  const status = form.querySelector("[role=status]");
  const page = document.querySelector(".sf-results");
  const root = new URL("../", new URL(form.dataset.index, document.baseURI));
  let chosen = -1;
  let number = 0; // of the last question, and of the last one in the list
  let latest = 0;
  let ask = null; // once the engine hears
  let questions = [];
  const answers = new Map(); // number of a question → what is done with its answer
  let keys = []; // pressed while an answer was on its way

  const put = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replace(`{${name}}`, () => value), text);

  function element(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  // The text in its parts, the odd ones marked; a long one from a little before the first of them.
  function marked(parts, className = "", from = 0) {
    const line = element("span", className);
    const head = parts[0];
    const start = from && parts.length > 1 && head.length > from ? head.lastIndexOf(" ", head.length - 40) + 1 : 0;
    if (start) line.append("… ");
    line.append(head.slice(start), ...parts.slice(1).map((part, at) => (at % 2 ? part : element("mark", "", part))));
    return line;
  }

  // Why a record is there, where it has not the words themselves.
  function reason({ why }) {
    if (!why) return "";
    if (why.kind === "as") return put(translate("search.as"), why);
    return why.kind === "some" ? translate("search.some") : put(translate("search.similar"), why);
  }

  const edition = (record) => (record.edition ? put(translate("search.edition"), { edition: record.edition }) : "");
  const counted = (count) => (count === 0 ? translate("search.nothing") : count === 1 ? translate("search.one") : put(translate("search.many"), { count }));

  const notes = ({ note }) => (note ? put(translate("search.not_named"), note) : "");

  // The best come first, then the rest by kind, in the order of the best of each.
  const bestOf = (results) => (results.length ? [{ name: translate("search.best"), isBest: true, count: Math.min(results.length, BEST), results: results.slice(0, BEST) }] : []);
  function grouped(results) {
    const rest = results.slice(BEST);
    const kinds = [...new Set(rest.map((record) => record.kind))];
    return [...bestOf(results), ...kinds.map((kind) => ({ name: kind, isBest: false, results: rest.filter((record) => record.kind === kind) }))];
  }

  function about(record, isBest) {
    return [isBest ? record.kind : "", edition(record)].filter(Boolean).join(" · ");
  }

  // --- the list under the field ---

  function option(record, number, isBest) {
    const link = element("a", "sf-search__one", marked(record.title, "sf-search__name"));
    const beside = about(record, isBest);
    if (beside) link.append(" ", element("span", "sf-search__beside", beside));
    if (record.text.join("")) link.append(" ", textOf(record));
    const why = reason(record);
    if (why) link.append(" ", element("span", "sf-search__why", why));
    link.href = new URL(record.address, root);
    return asOption(link, number);
  }

  function textOf(record) {
    const text = marked(record.text, "sf-search__text", 120);
    text.classList.toggle("sf-said", record.said);
    return text;
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

  function show({ query, count, results, ...answer }) {
    let at = 0;
    const groups = grouped(results).map(({ name, isBest, results: some }) => {
      const head = element("div", "sf-search__kind", name);
      head.setAttribute("aria-hidden", "true");
      const group = element("div", "", head, ...some.map((record) => option(record, at++, isBest)));
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      return group;
    });
    if (count > MOST) {
      const all = element("a", "sf-search__all", put(translate("search.all"), { count }));
      all.classList.add("sf-search__one");
      all.href = resultsPage(query);
      groups.push(asOption(all, at));
    }
    const note = notes(answer);
    const told = count ? note : translate("search.where");
    list.replaceChildren(...(told ? [element("p", "sf-search__none", told)] : []), ...groups);
    status.textContent = [note, counted(count)].filter(Boolean).join(" ");
    chosen = -1;
    open(true);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) return;
    choose(-1);
    latest = 0; // no answer on its way opens it again
    keys = [];
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
    latest = question({ query, best: BEST, most: MOST, passing: true }, (answer) => {
      if (answer.number === latest) show(answer);
      form.dataset.answered = answer.query;
    });
  }

  // --- the page of results ---

  function entry(record, isBest) {
    const link = element("a", "", marked(record.title));
    link.href = new URL(record.address, root);
    const item = element("li", "", link);
    const beside = about(record, isBest);
    if (beside) item.append(element("span", "sf-search__beside", beside));
    if (record.text.join("")) item.append(element("p", record.said ? "sf-said" : "", marked(record.text)));
    const why = reason(record);
    if (why) item.append(element("p", "sf-search__why", why));
    return item;
  }

  function bulleted(rows) {
    const rowsList = element("ul", "", ...rows);
    rowsList.setAttribute("role", "list");
    return rowsList;
  }

  function part({ name, isBest, count, results }, at, query) {
    const head = element("h2", "", name);
    head.id = `results-${at}`;
    const rows = bulleted(results.map((record) => entry(record, isBest)));
    const section = element("section", "", head, rows);
    section.setAttribute("aria-labelledby", head.id);
    if (count > results.length) section.append(opener(query, name, count, rows));
    return section;
  }

  // The rest of a kind is asked for once a reader wants it.
  function opener(query, kind, count, rows) {
    const button = element("button", "sf-cite__copy", put(translate("search.all"), { count }));
    button.type = "button";
    button.addEventListener("click", () => question({ query, best: BEST, most: 0, each: count, kind }, ({ groups }) => {
      const rest = groups[0].results.slice(OPEN).map((record) => entry(record, false));
      rows.append(...rest);
      button.remove();
      rest[0].querySelector("a").focus();
    }));
    return button;
  }

  function fill() {
    const query = (new URLSearchParams(location.search).get("q") || "").trim();
    if (query) question({ query, best: BEST, most: BEST, each: OPEN }, (answer) => filled(answer, query));
  }

  function filled({ count, results, groups, ...answer }, query) {
    const sections = [...bestOf(results), ...groups].map((group, at) => part(group, at, query));
    const note = notes(answer);
    if (note) sections.unshift(element("p", "sf-lead", note));
    if (!count) sections.push(element("p", "", translate("search.where")));
    page.querySelector(".sf-results__groups").replaceChildren(...sections);
    page.querySelector(".sf-results__count").textContent = put(translate("search.for_words"), { results: counted(count), words: query });
    document.title = `${query} – ${document.title}`;
    page.dataset.ready = "yes";
  }

  // --- the engine, which answers by number ---

  function question(what, use) {
    number += 1;
    answers.set(number, use);
    const message = { ...what, number };
    if (ask) ask(message);
    else questions.push(message);
    return number;
  }

  function hear(answer) {
    if (answer.listening) {
      ask({ index: new URL(form.dataset.index, document.baseURI).href });
      questions.forEach(ask);
      questions = [];
    } else if (answer.ready) form.dataset.ready = "yes";
    else if (answer.failed) failed();
    else {
      const use = answers.get(answer.number);
      answers.forEach((_, before) => { if (before <= answer.number) answers.delete(before); });
      use(answer);
      if (answer.number === latest) keys.splice(0).forEach((key) => press(key));
    }
  }

  function failed() {
    answers.clear();
    status.textContent = translate("search.failed");
    if (page) page.querySelector(".sf-results__count").textContent = translate("search.failed");
  }

  // In a thread of its own, or, where a browser or a policy has none, in the page.
  function start() {
    const address = new URL("search-engine.js", new URL(form.dataset.script, document.baseURI)).href;
    const inPage = () => {
      form.addEventListener("answered", (event) => { ask = (message) => form.dispatchEvent(new CustomEvent("asked", { detail: message })); hear(event.detail); });
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("error", failed);
      document.head.append(script);
    };
    try {
      const thread = new Worker(address);
      thread.addEventListener("message", (event) => { thread.onerror = null; ask = (message) => thread.postMessage(message); hear(event.data); });
      thread.onerror = inPage;
    } catch {
      inPage();
    }
  }

  // ---

  const KEYS = {
    ArrowDown: () => { if (list.hidden) search(); else choose(chosen + 1); },
    ArrowUp: () => choose(chosen <= -1 ? -2 : chosen - 1),
    Enter: () => selected().click(),
    Escape: () => { if (list.hidden) { field.value = ""; search(); } else open(false); },
  };

  const selected = () => (list.hidden ? null : list.querySelector("[aria-selected=true]"));
  const isWaiting = () => answers.has(latest);
  function press(key) {
    if (KEYS[key] !== KEYS.Enter || selected()) KEYS[key]();
    else form.requestSubmit();
  }

  field.addEventListener("keydown", (event) => {
    const does = KEYS[event.key];
    const isLater = isWaiting() && does !== KEYS.Escape && (does !== KEYS.Enter || keys.length > 0);
    if (!does || (does === KEYS.Enter && !isLater && !selected())) return; // with none chosen the form leads to all
    event.preventDefault();
    if (isLater) keys.push(event.key);
    else press(event.key);
  });
  field.addEventListener("input", search);
  field.addEventListener("focus", () => { if (field.value.trim()) search(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
  start();
  if (page) fill();
  if (field.value.trim() && document.activeElement === field) search();
})();
