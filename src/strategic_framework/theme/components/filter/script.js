// A list narrowed by what the reader chooses. The choice is kept in the address, and the count is told in words.
(() => {
  "use strict";
  const form = document.querySelector(".sf-filter");
  if (!form) return;
  if (form.dataset.source) form.addEventListener("whole", begin, { once: true }); // its rows are fetched first
  else begin();

  function begin() {
    const TYPING = 200; // ms of rest before typed words count, so that a reader hears one number and not one a letter
    const fields = [...form.elements].filter((field) => field.name);
    const selects = fields.filter((field) => field.localName === "select");
    const words = form.elements.words;
    const entries = [...document.querySelectorAll("[data-filter-priority], [data-filter-topic]")].map(read);
    const followers = [...document.querySelectorAll("[data-follows]")]; // the same once more, such as in a drawing
    const groups = [...new Set(entries.map((entry) => entry.group))].map(remember);
    const status = form.querySelector(".sf-filter__count");
    const clear = form.querySelector(".sf-filter__told .sf-filter__clear");
    const none = form.querySelector(".sf-filter__none");
    let waiting = 0;

    function read(element) {
      const values = {};
      selects.forEach((select) => { values[select.name] = (element.getAttribute(`data-filter-${select.name}`) || "").split(" "); });
      const also = element.getAttribute("data-filter-also") || "";
      return { element, values, text: folded(`${element.textContent} ${element.id} ${also}`), group: element.closest("section, tbody") };
    }

    function remember(element) {
      const note = element.localName === "section" ? element.querySelector(".sf-note") : null;
      return { element, note, all: note ? note.textContent : "", entries: entries.filter((entry) => entry.group === element) };
    }

    const chosen = () => fields.filter((field) => field.value.trim());
    const typed = () => folded(words.value).split(/\s+/).filter(Boolean);

    function answers(entry, parts) {
      return selects.every((select) => !select.value || entry.values[select.name].includes(select.value))
        && parts.every((part) => entry.text.includes(part));
    }

    function show() {
      window.clearTimeout(waiting);
      const parts = typed();
      entries.forEach((entry) => { entry.element.hidden = !answers(entry, parts); });
      follow();
      groups.forEach((group) => {
        const count = group.entries.filter((entry) => !entry.element.hidden).length;
        group.element.hidden = !count;
        if (group.note) group.note.textContent = count < group.entries.length ? some(count, group.all) : group.all;
      });
      tell(entries.filter((entry) => !entry.element.hidden).length);
      mark(parts);
    }

    function follow() {
      const gone = new Set(entries.filter((entry) => entry.element.hidden).map((entry) => entry.element.id));
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
      const shown = parts.length ? entries.filter((entry) => !entry.element.hidden) : [];
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
