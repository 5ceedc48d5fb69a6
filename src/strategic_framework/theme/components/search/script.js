// The search: its field is ready at once; its index and its code are fetched when a reader first enters it, or asks for
// the page of results. “/” leads to the field from anywhere but another field, unless it is switched off.
(() => {
  "use strict";
  const form = document.querySelector(".sf-search");
  const field = form.querySelector(".sf-search__field");
  const asked = document.querySelector(".sf-results") ? (new URLSearchParams(location.search).get("q") || "").trim() : "";
  let begun = false;

  function begin() {
    if (begun) return;
    begun = true;
    const script = document.createElement("script");
    script.src = form.dataset.script;
    document.head.append(script);
  }

  form.addEventListener("submit", (event) => { if (!field.value.trim()) event.preventDefault(); });
  field.addEventListener("focus", begin);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !field.hasAttribute("aria-keyshortcuts") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  form.hidden = false;
  if (asked) {
    field.value = asked;
    begin();
  }
})();
