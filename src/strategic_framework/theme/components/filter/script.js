// A list narrowed by what the reader chooses. The choice is kept in the address, and the count is told in words.
(() => {
  "use strict";
  const form = document.querySelector(".sf-filter");
  if (!form) return;
  if (form.dataset.source) form.addEventListener("whole", (event) => begin(event.detail), { once: true });
  else begin();

  // Of a long list `long` has the entries, and puts those that a reader sees into the page.
  function begin(long) {
    const TYPING = 200; // ms of rest before typed words count, so that a reader hears one number and not one a letter
    const fields = [...form.elements].filter((field) => field.name);
    const selects = fields.filter((field) => field.localName === "select");
    const words = form.elements.words;
    const rows = long ? [] : [...document.querySelectorAll("[data-filter-priority], [data-filter-topic]")];
    const entries = long ? long.entries : rows.map((element) => ({ element, group: element.closest("section, tbody"), isShown: true }));
    const followers = [...document.querySelectorAll("[data-follows]")]; // the same once more, such as in a drawing
    const inGroups = new Map(entries.map((entry) => [entry.group, []]));
    entries.forEach((entry) => inGroups.get(entry.group).push(entry));
    const groups = [...inGroups].map(remember);
    const status = form.querySelector(".sf-filter__count");
    const clear = form.querySelector(".sf-filter__told .sf-filter__clear");
    const none = form.querySelector(".sf-filter__none");
    let waiting = 0;
    let latest = 0;

    const values = (element, name) => (element.getAttribute(`data-filter-${name}`) || "").split(" ");

    function text(entry) {
      const { element } = entry;
      entry.text = entry.text || folded(`${element.textContent} ${element.id} ${element.getAttribute("data-filter-also") || ""}`);
      return entry.text;
    }

    function remember([element, those]) {
      const note = element.localName === "section" ? element.querySelector(".sf-note") : null;
      return { element, note, all: note ? note.textContent : "", entries: those };
    }

    const chosen = () => fields.filter((field) => field.value.trim());
    const typed = () => folded(words.value).split(/\s+/).filter(Boolean);

    function answers(entry, wanted, parts) {
      return wanted.every(([name, value]) => values(entry.element, name).includes(value)) && parts.every((part) => text(entry).includes(part));
    }

    async function show() {
      window.clearTimeout(waiting);
      latest += 1;
      const turn = latest;
      const parts = typed();
      const wanted = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
      for (const entry of entries) {
        entry.isShown = answers(entry, wanted, parts);
        if (long && long.isLate()) {
          await long.rest();
          if (turn !== latest) return;
        }
      }
      const shown = entries.filter((entry) => entry.isShown);
      if (!long) entries.forEach((entry) => { entry.element.hidden = !entry.isShown; });
      follow();
      groups.forEach((group) => {
        const count = group.entries.filter((entry) => entry.isShown).length;
        group.element.hidden = !count;
        if (group.note) group.note.textContent = count < group.entries.length ? some(count, group.all) : group.all;
      });
      tell(shown.length);
      if (long) long.draw(shown, () => mark(parts));
      else mark(parts);
    }

    function follow() {
      const gone = new Set(entries.filter((entry) => !entry.isShown).map((entry) => entry.element.id));
      followers.forEach((follower) => { follower.toggleAttribute("hidden", gone.has(follower.dataset.follows)); });
      new Set(followers.map((follower) => follower.parentElement)).forEach((list) => {
        if (list.localName === "ul") list.hidden = !list.querySelector(":scope > :not([hidden])");
      });
    }

    const some = (count, all) => translate("filter.some").replace("{count}", count).replace("{all}", all);

    function tell(count) {
      const any = chosen().length > 0;
      const text = any ? some(count, form.dataset.all) : form.dataset.all;
      if (status.textContent !== text) status.textContent = text;
      none.hidden = count > 0;
      clear.hidden = !any || !count;
    }

    // Marks the words without touching the page: nothing is ever put inside a sentence of the framework.
    function mark(parts) {
      if (!window.CSS || !CSS.highlights) return;
      const ranges = [];
      const shown = parts.length ? entries.filter((entry) => entry.isShown && entry.element.isConnected) : [];
      shown.forEach((entry) => {
        const walk = document.createTreeWalker(entry.element, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) parts.forEach((part) => ranges.push(...places(walk.currentNode, part)));
      });
      CSS.highlights.set("sf-found", new Highlight(...ranges));
    }

    function places(node, part) {
      const ranges = [];
      const text = folded(node.data);
      for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + part.length);
        ranges.push(range);
      }
      return ranges;
    }

    function write() {
      const address = new URL(location.href);
      fields.forEach((field) => address.searchParams.delete(field.name)); // so that the same choice is the same address
      chosen().forEach((field) => address.searchParams.append(field.name, field.value.trim()));
      const target = document.getElementById(address.hash.slice(1));
      if (target && target.closest("[hidden]")) address.hash = "";
      history.replaceState(history.state, "", address);
    }

    function restore() {
      const kept = new URLSearchParams(location.search);
      fields.forEach((field) => {
        const value = kept.get(field.name) || "";
        const known = field === words || [...field.options].some((option) => option.value === value);
        field.value = known ? value : "";
      });
      show();
      reveal();
    }

    // Who follows a link to something that the choice hides, wants to see it.
    function reveal() {
      const target = document.getElementById(location.hash.slice(1));
      if (!target || !target.closest("[hidden]")) return;
      fields.forEach((field) => { field.value = ""; });
      change();
      target.scrollIntoView();
    }

    function change() {
      show();
      write();
    }

    form.addEventListener("input", (event) => {
      window.clearTimeout(waiting);
      if (event.target === words) waiting = window.setTimeout(change, TYPING);
      else change();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change();
    });
    form.addEventListener("reset", () => {
      window.setTimeout(() => { // once the fields are empty
        change();
        fields[0].focus(); // the button that was pressed is gone
      });
    });
    window.addEventListener("popstate", restore); // going back, and following a link to a place on this page

    form.hidden = false;
    restore();
  }
})();
