// A long list on several pages: its rows are fetched once somebody chooses, and then the choices are those of any list.
// An address that once led to a row, or to words of a version, leads on to the page that holds them.
(() => {
  "use strict";
  const form = document.querySelector(".sf-filter[data-source]");
  const sent = () => {
    const target = document.getElementById(location.hash.slice(1));
    return target ? target.closest(".sf-numbers > li, .sf-version-parts > li") : null;
  };
  const fields = form ? [...form.elements].filter((field) => field.name) : [];
  const asks = () => fields.some((field) => new URLSearchParams(location.search).get(field.name));
  const numbers = form ? [...document.querySelectorAll(".sf-numbers")].map((list) => list.closest(".sf-section")) : [];
  const more = form ? roomBefore(numbers[0]) : null;
  let isBegun = false;

  // Thousands of rows are read and drawn in pieces, so that whoever types or scrolls meanwhile does not wait.
  const SLICE = 8; // ms of work at a time
  const PIECE = 4000; // letters read at a time
  const STEP = 10; // rows drawn for each frame
  const MOST = 200; // rows drawn before a reader asks for more
  let until = 0;
  const isLate = () => performance.now() > until;
  const rest = () => new Promise((done) => { setTimeout(done); }).then(() => { until = performance.now() + SLICE; });

  const frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

  async function begin() {
    if (isBegun) return;
    isBegun = true;
    form.setAttribute("aria-busy", "true");
    const status = form.querySelector("[role=status]");
    try {
      const answer = await fetch(form.dataset.source);
      await show(await answer.text());
    } catch {
      isBegun = false;
      status.textContent = translate("filter.failed");
    }
    form.removeAttribute("aria-busy");
  }

  // A page of its own, which nobody sees and which runs nothing, takes the words in whatever pieces they come: of an
  // object of JSON with one text, which has no element within an escape.
  async function read(json) {
    const page = document.implementation.createHTMLDocument();
    const end = json.lastIndexOf('"');
    let from = json.indexOf(':"') + 2;
    while (from < end) {
      const next = json.indexOf("<", from + PIECE);
      const until = next < 0 ? end : next;
      page.write(JSON.parse(`"${json.slice(from, until)}"`));
      from = until;
      if (isLate()) await rest();
    }
    page.close();
    return page;
  }

  // The rows take the place of the numbers; what was chosen meanwhile stands in the address, where the choices are read.
  async function show(json) {
    await rest();
    const page = await read(json);
    const entries = [];
    const homes = new Map(); // the list or the part of a table that a row stands in
    for (const element of page.querySelectorAll("[data-filter-priority]")) {
      entries.push({ element, group: element.closest("section, tbody"), isShown: true });
      homes.set(element, element.parentNode);
      element.remove();
      if (isLate()) await rest();
    }
    for (const section of [...numbers].reverse()) { // from the last, so that those which still stand do not move
      section.hidden = true;
      section.replaceChildren();
      if (isLate()) await rest();
    }
    const places = groupsOf(entries, page.body);
    more.parentNode.before(...page.body.children);
    const address = new URL(location.href);
    fields.filter((field) => field.value.trim()).forEach((field) => address.searchParams.set(field.name, field.value.trim()));
    history.replaceState(history.state, "", address);
    await rest();
    form.dispatchEvent(new CustomEvent("whole", { detail: { entries, isLate, rest, draw: drawing(homes, places) } }));
  }

  // Every group, out of the page until one of its rows is drawn, and what puts it there, after those before it.
  function groupsOf(entries, body) {
    const places = new Map();
    entries.forEach(({ group }) => {
      if (places.has(group)) return;
      const home = group.parentNode;
      places.set(group, home === body ? () => more.parentNode.before(group) : () => home.append(group));
    });
    places.forEach((_, group) => group.remove());
    return places;
  }

  // The rows have a room of their own from the start: whatever comes into a page or goes from it has all that stands
  // beside it styled anew, thousands of choices among it.
  function roomBefore(section) {
    const button = document.createElement("button");
    button.className = "sf-cite__copy";
    button.type = "button";
    button.textContent = translate("filter.more");
    const line = document.createElement("p");
    line.hidden = true;
    line.append(button);
    const room = document.createElement("div");
    room.className = "sf-rows";
    room.append(line);
    section.before(room);
    return button;
  }

  // Draws the first of some rows, more when they are wanted, and all on paper; calls `then` when it has drawn.
  function drawing(homes, places) {
    let drawn = [];
    let left = [];
    let then = () => {};

    function put(count) {
      const some = left.splice(0, count);
      some.forEach(({ element, group }) => {
        homes.get(element).append(element);
        if (group.isConnected) return;
        group.hidden = false;
        places.get(group)();
      });
      drawn = drawn.concat(some);
      more.parentNode.hidden = !left.length;
    }

    async function putMore(count) {
      const rows = left;
      for (let done = 0; done < count && left === rows && rows.length; done += STEP) {
        put(STEP);
        await frame();
      }
      if (left === rows) then();
    }

    more.addEventListener("click", () => {
      const [next] = left;
      putMore(MOST);
      next.element.querySelector("a").focus();
    });
    window.addEventListener("beforeprint", () => put(left.length));
    return (rows, after) => {
      new Set(drawn.map(({ group }) => group)).forEach((group) => group.remove());
      drawn.forEach(({ element }) => element.remove());
      [drawn, left, then] = [[], rows, after];
      const name = location.hash.slice(1);
      const sent = name ? rows.findIndex(({ element }) => element.id === name) : -1;
      putMore(Math.max(MOST, sent + 1));
    };
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("focusin", begin);
    form.addEventListener("input", begin);
    form.addEventListener("submit", (event) => { event.preventDefault(); begin(); });
    if (asks()) begin();
  }
  function leadOn() {
    const row = asks() ? null : sent();
    if (!row) return;
    const way = row.querySelector("a");
    location.replace(way.hash ? way.href : way.href + location.hash);
  }
  window.addEventListener("hashchange", leadOn);
  leadOn();
})();
