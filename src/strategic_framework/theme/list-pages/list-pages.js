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
      await show((await answer.json()).html);
    } catch {
      isBegun = false;
      status.textContent = translate("filter.failed");
    }
    form.removeAttribute("aria-busy");
  }

  // A page of its own, which nobody sees and which runs nothing, takes the words in whatever pieces they come.
  async function read(html) {
    const page = document.implementation.createHTMLDocument();
    let from = 0;
    while (from < html.length) {
      const next = html.indexOf("<", from + PIECE);
      page.write(html.slice(from, next < 0 ? html.length : next));
      from = next < 0 ? html.length : next;
      if (isLate()) await rest();
    }
    page.close();
    return page;
  }

  // The rows take the place of the numbers; what was chosen meanwhile stands in the address, where the choices are read.
  async function show(html) {
    await rest();
    const page = await read(html);
    const rows = new Map();
    const homes = new Map(); // the list or the part of a table that a row stands in
    for (const row of page.querySelectorAll("[data-filter-priority]")) {
      rows.set(row, row.closest("section, tbody"));
      homes.set(row, row.parentNode);
      row.remove();
      if (isLate()) await rest();
    }
    const numbers = [...document.querySelectorAll(".sf-numbers")].map((list) => list.closest(".sf-section"));
    const more = moreOf(numbers[0]);
    more.parentNode.before(...page.body.children);
    numbers.forEach((section) => section.remove());
    const address = new URL(location.href);
    fields.filter((field) => field.value.trim()).forEach((field) => address.searchParams.set(field.name, field.value.trim()));
    history.replaceState(history.state, "", address);
    await rest();
    form.dispatchEvent(new CustomEvent("whole", { detail: { rows, isLate, rest, draw: drawing(homes, new Set(rows.values()), more) } }));
  }

  function moreOf(place) {
    const more = document.createElement("button");
    more.className = "sf-filter__clear";
    more.type = "button";
    more.textContent = translate("filter.more");
    more.hidden = true;
    const line = document.createElement("p");
    line.append(more);
    place.before(line);
    return more;
  }

  // Draws the first of some rows, more when they are wanted, and all on paper; calls `then` when it has drawn.
  function drawing(homes, groups, more) {
    let drawn = [];
    let left = [];
    let then = () => {};

    function put(count) {
      const some = left.splice(0, count);
      some.forEach((row) => homes.get(row).append(row));
      drawn = drawn.concat(some);
      more.hidden = !left.length;
      groups.forEach((group) => { group.hidden = !group.querySelector("[data-filter-priority]"); });
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
      next.querySelector("a").focus();
    });
    window.addEventListener("beforeprint", () => put(left.length));
    return (rows, after) => {
      drawn.forEach((row) => row.remove());
      [drawn, left, then] = [[], [...rows], after];
      const sent = rows.findIndex((row) => row.id === location.hash.slice(1));
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
