// What was published since the reader's last visit. The browser alone remembers; with storage off nothing is shown.
(() => {
  "use strict";
  const KEY = "last-change-read";
  const box = document.querySelector(".sf-since");
  const latest = box?.dataset.latest;

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

  async function show(last) {
    const answer = await fetch(box.dataset.source);
    const { changes } = await answer.json();
    const newer = changes.filter((one) => number(one.id) > number(last) && one.classes.join() !== "cosmetic").reverse();
    newer.forEach((one) => {
      const link = document.createElement("a");
      link.href = new URL(`changes/${one.id}/`, new URL(box.dataset.source, document.baseURI).href.replace(/data\/changes\.json$/, ""));
      link.textContent = one.title;
      const item = document.createElement("li");
      item.append(link);
      box.querySelector(".sf-since__list").append(item);
    });
    box.hidden = newer.length === 0;
  }

  if (!box) return;
  const last = remembered();
  box.querySelector(".sf-since__forget").addEventListener("click", () => { remember(null); box.hidden = true; });
  if (/^chg-\d+$/.test(last || "") && number(last) < number(latest)) show(last).then(() => remember(latest), () => {});
  else remember(latest);
})();
