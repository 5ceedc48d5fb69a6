// The choice of appearance: kept in this browser, or left to the system.
(() => {
  "use strict";
  const KEY = "appearance";
  const form = document.querySelector(".sf-appearance");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return window.localStorage.getItem(KEY) || "";
    } catch {
      return "";
    }
  }

  function keep(value) {
    try {
      if (value) window.localStorage.setItem(KEY, value);
      else window.localStorage.removeItem(KEY);
    } catch { /* storage is off: the choice lasts as long as the page */ }
  }

  function show(value) {
    const isDark = value ? value === "dark" : dark.matches;
    document.body.setAttribute("data-md-color-scheme", isDark ? "slate" : "default");
  }

  form.hidden = false;
  form.elements.appearance.value = stored();
  form.addEventListener("change", () => { keep(form.elements.appearance.value); show(form.elements.appearance.value); });
  dark.addEventListener("change", () => show(form.elements.appearance.value));
})();
