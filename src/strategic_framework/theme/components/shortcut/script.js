// The switch for the key “/”, which leads to the search field. Off is kept in this browser alone; the field says whether
// it has the key.
(() => {
  "use strict";
  const KEY = "search-shortcut";
  const SHORTCUT = "aria-keyshortcuts";
  const field = document.querySelector(".sf-search__field");
  const place = document.querySelector(".sf-shortcut");

  function isKeptOff() {
    try {
      return window.localStorage.getItem(KEY) === "off";
    } catch {
      return false;
    }
  }

  function keep(isOff) {
    try {
      if (isOff) window.localStorage.setItem(KEY, "off");
      else window.localStorage.removeItem(KEY);
    } catch { /* storage is off: the choice lasts as long as the page */ }
  }

  function turn(isOff) {
    if (isOff) field.removeAttribute(SHORTCUT);
    else field.setAttribute(SHORTCUT, "/");
  }

  turn(isKeptOff());
  if (!place) return;
  const status = place.querySelector("[role=status]");
  const button = place.querySelector("button");

  function show() {
    const isOn = field.hasAttribute(SHORTCUT);
    status.textContent = isOn ? translate("shortcut.is_on") : translate("shortcut.is_off");
    button.textContent = isOn ? translate("shortcut.switch_off") : translate("shortcut.switch_on");
  }

  button.addEventListener("click", () => {
    const isOff = field.hasAttribute(SHORTCUT);
    turn(isOff);
    keep(isOff);
    show();
  });
  show();
  place.hidden = false;
})();
