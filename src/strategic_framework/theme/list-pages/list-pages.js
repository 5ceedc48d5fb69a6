// A long list on several pages: its rows are fetched once somebody chooses, and then the choices are those of any list.
// An address that once led to a row leads on to the page that holds it.
(() => {
  "use strict";
  const form = document.querySelector(".sf-filter[data-source]");
  const sent = () => {
    const target = document.getElementById(location.hash.slice(1));
    return target ? target.closest(".sf-numbers > li") : null;
  };
  const fields = form ? [...form.elements].filter((field) => field.name) : [];
  const asks = () => fields.some((field) => new URLSearchParams(location.search).get(field.name));
  let isBegun = false;

  async function begin() {
    if (isBegun) return;
    isBegun = true;
    form.setAttribute("aria-busy", "true");
    const status = form.querySelector("[role=status]");
    try {
      const answer = await fetch(form.dataset.source);
      show((await answer.json()).html);
    } catch {
      isBegun = false;
      status.textContent = translate("filter.failed");
    }
    form.removeAttribute("aria-busy");
  }

  // The rows take the place of the numbers; what was chosen meanwhile stands in the address, where the choices are read.
  function show(html) {
    const numbers = [...document.querySelectorAll(".sf-numbers")].map((list) => list.closest(".sf-section"));
    numbers[0].insertAdjacentHTML("beforebegin", html);
    numbers.forEach((section) => section.remove());
    const address = new URL(location.href);
    fields.filter((field) => field.value.trim()).forEach((field) => address.searchParams.set(field.name, field.value.trim()));
    history.replaceState(history.state, "", address);
    form.dispatchEvent(new CustomEvent("whole"));
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("focusin", begin);
    form.addEventListener("input", begin);
    form.addEventListener("submit", (event) => { event.preventDefault(); begin(); });
    if (asks()) begin();
  }
  function leadOn() {
    const row = asks() ? null : sent();
    if (row) location.replace(row.querySelector("a").href);
  }
  window.addEventListener("hashchange", leadOn);
  leadOn();
})();
