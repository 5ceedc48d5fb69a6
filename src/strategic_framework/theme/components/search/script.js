// The search: its field is ready at once, its index and its code are fetched when a reader first enters it.
(() => {
  "use strict";
  const form = document.querySelector(".sf-search");
  const field = form.querySelector(".sf-search__field");

  function begin() {
    field.removeEventListener("focus", begin);
    const script = document.createElement("script");
    script.src = form.dataset.script;
    document.head.append(script);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("focus", begin);
  form.hidden = false;
})();
