// What was published since the reader's last visit. The browser alone remembers; with storage off nothing is shown.
(() => {
  "use strict";
  const KEY = "last-change-read";
  const root = document.documentElement;
  const box = document.querySelector(".sf-since");
  const latest = root.dataset.latest;

  function remembered() {
    try {
      const last = window.localStorage.getItem(KEY);
      return last;
    } catch {
      return null;
    }
  }

  function remember(change) {
    try {
      if (change) window.localStorage.setItem(KEY, change);
      else window.localStorage.removeItem(KEY);
    } catch { /* storage is off: nothing is remembered */ }
  }

  const number = (change) => Number(change.slice(4));
  const hide = () => root.classList.remove("since");

  async function fill(last) {
    const answer = await fetch(box.dataset.source);
    const { changes } = await answer.json();
    const newer = changes.filter((change) => number(change.id) > number(last) && change.classes.join() !== "cosmetic").reverse();
    newer.forEach((change) => {
      const link = document.createElement("a");
      link.href = new URL(`changes/${change.id}/`, new URL(box.dataset.source, document.baseURI).href.replace(/data\/changes\.json$/, ""));
      link.textContent = change.title;
      const item = document.createElement("li");
      item.append(link);
      box.querySelector(".sf-since__list").append(item);
    });
  }

  if (!box || !latest) return;
  box.querySelector(".sf-since__forget").addEventListener("click", () => { remember(null); hide(); });
  if (root.classList.contains("since")) fill(remembered()).then(() => remember(latest), hide);
  else remember(latest);
})();
