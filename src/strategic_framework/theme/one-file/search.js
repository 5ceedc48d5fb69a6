// The search of a file to carry: it reads what stands in the file, and leads there. Every word must begin a word.
(() => {
  "use strict";
  const MOST = 50;
  const form = document.querySelector(".sf-find");
  const field = form.querySelector("input");
  const results = document.querySelector(".sf-find__results");
  const status = results.querySelector("[role=status]");
  const list = results.querySelector("ol");

  // One for one, so that a place in the result is a place in the text.
  const plain = (text) => folded(text).replace(/[^\p{L}\p{N}]/gu, " ");
  const textOf = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  function nameOf(element) {
    const own = element.querySelector("h3, span") || element.closest(".sf-part__head")?.querySelector(".sf-part__number");
    const around = [element.closest("section")?.querySelector("h2"), element.closest(".sf-part")?.querySelector(".sf-part__number")];
    return own ? textOf(own) : around.map(textOf).filter(Boolean).join(", ");
  }

  function wordsOf(element) {
    const words = element.querySelector(".sf-said") || (element.closest(".sf-frozen") ? element.lastChild : element);
    return textOf(words);
  }

  const places = [...document.querySelectorAll(".sf-page :is(li, p, .sf-part__head h2)[id]")].map((element) => {
    const [name, text] = [nameOf(element), wordsOf(element)];
    return { id: element.id, name, text, letters: ` ${plain(`${name} ${text}`)} ` };
  });

  // How many of the words stand there whole; less than 0 where one is missing.
  function score(place, words) {
    if (!words.every((word) => place.letters.includes(` ${word}`))) return -1;
    return words.filter((word) => place.letters.includes(` ${word} `)).length;
  }

  function marked(text, words) {
    const letters = ` ${plain(text)}`;
    const parts = [];
    let done = 0;
    for (let at = 0; at < text.length; at += 1) {
      const word = words.find((wanted) => letters.startsWith(` ${wanted}`, at));
      if (!word || at < done) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(at, at + word.length);
      parts.push(text.slice(done, at), mark);
      done = at + word.length;
    }
    return [...parts, text.slice(done)];
  }

  function entry(place, words) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const text = document.createElement("div");
    link.href = `#${place.id}`;
    link.textContent = place.name;
    text.append(...marked(place.text, words));
    item.append(link, text);
    return item;
  }

  function counted(count) {
    if (count === 0) return translate("one_file.nothing");
    const said = count === 1 ? translate("search.one") : translate("search.many").replace("{count}", count);
    return count > MOST ? `${said}. ${translate("one_file.first").replace("{count}", MOST)}` : said;
  }

  function search() {
    const words = plain(field.value).split(" ").filter(Boolean).sort((a, b) => b.length - a.length);
    results.hidden = words.length === 0;
    if (results.hidden) return;
    const scored = places.map((place) => ({ place, score: score(place, words) })).filter((one) => one.score >= 0);
    scored.sort((a, b) => b.score - a.score);
    status.textContent = counted(scored.length);
    list.replaceChildren(...scored.slice(0, MOST).map((one) => entry(one.place, words)));
  }

  const KEYS = {
    Escape: () => { field.value = ""; search(); },
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => KEYS[event.key]?.());
  form.hidden = false;
})();
