// The list of topics, narrowed by what the reader types: its names and the other words that lead there.
(() => {
  "use strict";
  const list = document.querySelector(".sf-topic-list");
  if (!list) return;
  const form = list.querySelector("form");
  const field = form.querySelector("input");
  const status = list.querySelector("[role=status]");
  const rows = [...list.querySelectorAll("li")].map((row) => ({ row, text: folded(`${row.querySelector("a").textContent} ${row.dataset.words}`) }));

  function show() {
    const parts = folded(field.value).split(/\s+/).filter(Boolean);
    rows.forEach(({ row, text }) => { row.hidden = !parts.every((part) => text.includes(part)); });
    list.querySelectorAll("section").forEach((group) => { group.hidden = !group.querySelector("li:not([hidden])"); });
    const count = rows.filter(({ row }) => !row.hidden).length;
    if (!parts.length) status.textContent = "";
    else status.textContent = count === 0 ? translate("topics.none") : translate("topics.some").replace("{count}", count).replace("{all}", rows.length);
  }

  field.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
