// Copies a citation or its address. Where the clipboard is refused, selects the words and says what to press.
(() => {
  "use strict";
  const buttons = [...document.querySelectorAll(".sf-cite__copy")];
  const SAID = { text: translate("cite.copied_text"), link: translate("cite.copied_link"), code: translate("cite.copied_code") };
  const REFUSED = translate("cite.refused");

  function select(element) {
    const range = new Range();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  // Browsers open the clipboard to https and to this machine only; the older command still serves a plain http page.
  async function copied(element) {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      select(element);
      return document.execCommand("copy");
    }
  }

  async function copy(button) {
    const box = button.closest(".sf-cite");
    const status = box.querySelector(".sf-cite__told");
    document.querySelectorAll(".sf-cite__told").forEach((other) => { other.textContent = ""; }); // so that it is told again
    const done = await copied(box.querySelector(`.sf-cite__${button.dataset.copy}`));
    window.setTimeout(() => { status.textContent = done ? SAID[button.dataset.copy] : REFUSED; }, 50);
  }

  buttons.forEach((button) => {
    button.addEventListener("click", () => copy(button));
    button.hidden = false;
  });
})();
