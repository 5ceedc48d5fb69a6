// The local desk, while the site is served to its editor: what is proposed is saved here, and what waits is shown.
(() => {
  const SAVED = "desk-saved"; // what is told once the pages have been made anew
  const OPENED = "desk-opened"; // the proposal whose place the next one takes
  const DELETED = "desk-deleted"; // what can be put back
  const ASKING = "desk-asking"; // whether an answer is still to come
  const FIELD_OF = { decided: "day", decided_by: "by", reason: "reason", from: "words", to: "words", text: "words", quote: "words", said: "words", kind: "type", into: "parts" };
  const REFUSED = { 403: translate("local_desk.stale_page"), 409: translate("local_desk.busy"), 413: translate("local_desk.too_long") };
  const INSTEAD = { suggestion: translate("local_desk.undecided"), "proposal-stale": translate("local_desk.stale"), "proposal-contradicts": translate("local_desk.contradicts"), "same-or-other": translate("local_desk.same") };
  const DAY = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const desk = document.querySelector(".sf-local-desk");
  const place = (name) => document.querySelector(`.sf-local-desk__${name}`);
  const saving = place("save");
  let token = desk.dataset.token;
  let refused = { content: "", problems: [] };
  let isReady = false;

  // What outlives the reload that follows a change of the files, in this window alone.
  const memory = {
    get: (key) => JSON.parse(window.sessionStorage.getItem(key) || "null"),
    set: (key, value) => { if (value === null) window.sessionStorage.removeItem(key); else window.sessionStorage.setItem(key, JSON.stringify(value)); },
  };

  async function ask(name, values) {
    const given = { method: "POST", headers: { "X-Desk-Token": token }, body: new Blob([JSON.stringify(values)], { type: "application/json" }) };
    if (values) memory.set(ASKING, true);
    const answer = await fetch(desk.dataset.door + name, values ? given : {}).catch(() => null);
    const data = answer ? await answer.json() : {};
    if (values) memory.set(ASKING, null);
    if (values && data.token) token = data.token;
    if (!answer || (!answer.ok && !data.answer)) throw new Error(REFUSED[answer?.status] || translate("local_desk.failed"));
    return values ? data.answer : data;
  }

  // Told beside what was pressed: at the form, or above what waits.
  function tellHere(text, isAtForm = false) {
    if (isAtForm) saving.append(place("told"));
    else desk.before(place("told"));
    place("told").textContent = "";
    window.setTimeout(() => { place("told").textContent = text; }, 50);
  }

  // What is asked for, with one thing done at a time; what keeps it from being done is told in words.
  async function doing(act, isAtForm = false) {
    if (saving.dataset.busy) return;
    saving.dataset.busy = "yes";
    tellHere(translate("local_desk.working"), isAtForm);
    try { await act(); } catch (fault) { tellHere(fault.message, isAtForm); } finally { delete saving.dataset.busy; }
  }

  // A problem and what to do, with the file where that is none of those that stand here.
  const inWords = ({ code, what, instead, where = "" }) => [what, INSTEAD[code] ?? instead, where.includes("/pending/") ? "" : where].filter(Boolean).join(" ");

  // --- saving ---

  // An edit can be several changes of the file.
  const changeOf = (problem) => proposed().flatMap((edit) => [asChange(edit)].flat().map(() => edit))[problem.change];
  const fieldOfProblem = (problem, edit) => [FIELD_OF[problem.key], "entry", ...[...KINDS[edit.kind].fields].reverse()].find((name) => name && isAsked(name, edit));

  // Each problem stands at the field that it belongs to, where that is shown; and all of them at the button.
  function showProblems() {
    const edit = current();
    refused.problems.forEach((problem) => {
      const isShown = problem.change < 0 || changeOf(problem) === edit;
      const name = problem.change < 0 ? FIELD_OF[problem.key] : fieldOfProblem(problem, edit);
      if (isShown && name && box(name)) mark(name, inWords(problem));
    });
    const lines = refused.problems.map((problem) => {
      const its = changeOf(problem);
      const said = [its ? `${says(its)}.` : "", inWords(problem)].filter(Boolean).join(" ");
      return element("li", "sf-local-desk__fault", said);
    });
    place("faults").replaceChildren(element("ul", "", ...lines));
  }

  async function saveHere() {
    const [content, opened] = [proposal(proposed()), memory.get(OPENED)];
    const answer = await ask("proposals", { text: content, ...(opened ? { replaces: opened } : {}) });
    refused = { content, problems: answer.problems };
    if (answer.problems.length) { tellHere("", true); show(); return; }
    memory.set(OPENED, null);
    clear();
    showOpened();
    await done(answer.name);
  }

  // Something was saved: it is said at once, and once more when the pages have been made anew.
  async function done(name) {
    memory.set(SAVED, name);
    memory.set(DELETED, null);
    tellHere(translate("local_desk.saved"));
    desk.open = true;
    desk.querySelector("summary").focus();
    await list(false); // the receipt is asked for with the new pages
  }

  // The form as it is before anybody typed, so that what was saved is not proposed a second time.
  function clear() {
    edits = [];
    HEAD.forEach((name) => { control(name).value = ""; });
    choose(control("sentence").value, "reword");
  }

  function watch(changes) {
    saving.hidden = !changes.length;
    if (changes.length && proposal(changes) === refused.content) showProblems();
    else place("faults").replaceChildren();
    if (!isReady) { isReady = true; window.setTimeout(resume); }
  }

  // --- what waits ---

  function drawn(change) {
    const { from = "", to = "", value, date, reword } = change;
    const dated = (number) => (number ? `${inWordsOf(date)}: ${number}` : "");
    if (value) return [marked(redline(words(dated(from)), words(dated(to))))];
    if (reword || (from && to)) return [marked(redline(words(from), words(to)))];
    return [change.text, change.quote, change.said, ...(change.into?.map?.((piece) => piece.text) || [])].filter(Boolean).map((text) => marked(redline([], words(text))));
  }

  const isUndecided = (one) => one.problems.some(({ code }) => code === "suggestion");

  function state(one) {
    if (isUndecided(one)) return translate("local_desk.suggestion");
    const { decided, decided_by: by } = one;
    return decided && by ? put(translate("local_desk.decided"), { by, day: new Date(decided).toLocaleDateString("en-GB", DAY) }) : translate("local_desk.needs_none");
  }

  function row(one) {
    const faults = one.problems.filter(({ code }) => code !== "suggestion").map((problem) => element("p", "sf-local-desk__fault", inWords(problem)));
    const notes = one.notes.map((note) => element("p", "", note));
    const ways = element("p", "", button(translate("local_desk.open"), one.title, () => doing(() => reopen(one.name))), button(translate("local_desk.delete"), one.title, () => doing(() => remove(one.name))));
    const completes = isUndecided(one) ? [completion(one)] : [];
    return element("li", "", element("h3", "", one.title), element("p", "", [state(one), one.reason].filter(Boolean).join(" ")), ...one.changes.flatMap(drawn), ...notes, ...faults, ways, ...completes, element("p", "sf-local-desk__name", one.name));
  }

  // Three fields that make a decision of a suggestion.
  function completion(one) {
    const labels = { decided: translate("suggest.day"), decided_by: translate("suggest.by"), reason: translate("suggest.reason") };
    const hints = { decided: translate("suggest.day_hint"), decided_by: "", reason: translate("suggest.reason_hint") };
    const fields = Object.keys(labels).map((name) => {
      const field = element(name === "reason" ? "textarea" : "input", "");
      const id = `desk-${name}-${one.name}`;
      Object.assign(field, { id, name, value: one[name] });
      field.setAttribute("aria-describedby", `${id}-hint ${id}-problem`);
      const caption = element("label", "", labels[name]);
      caption.htmlFor = id;
      const [hint, problem] = [element("span", "sf-suggest__hint", hints[name]), element("span", "sf-suggest__problem", "")];
      [hint.id, problem.id] = [`${id}-hint`, `${id}-problem`];
      return element("div", "sf-suggest__field", caption, hint, problem, field);
    });
    const group = element("div", "sf-local-desk__decide", ...fields);
    group.append(element("p", "", button(translate("local_desk.complete"), one.title, () => doing(() => complete(one, group)))));
    return element("details", "", element("summary", "", translate("local_desk.decide"), element("span", "sf-vh", `: ${one.title}`)), group);
  }

  // Each problem stands at its field, and all are told; whether there was any.
  function markFields(fields, faults) {
    fields.forEach((field) => {
      const wrong = faults.find((problem) => problem.key === field.name);
      if (wrong) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
      field.parentElement.querySelector(".sf-suggest__problem").textContent = wrong ? inWords(wrong) : "";
    });
    if (!faults.length) return false;
    tellHere([...new Set(faults.map(inWords))].join(" "));
    fields.find((field) => field.hasAttribute("aria-invalid"))?.focus();
    return true;
  }

  async function complete(one, group) {
    const fields = [...group.querySelectorAll("input, textarea")];
    const values = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
    values.decided = dayOf(values.decided) ?? values.decided;
    const missing = fields.find((field) => !field.value.trim());
    const answer = missing ? { problems: [{ key: missing.name, what: translate("local_desk.needed") }] } : await ask("decisions", { name: one.name, ...values });
    if (!markFields(fields, answer.problems)) await done(answer.name);
  }

  async function remove(name) {
    const answer = await ask("deletions", { name });
    memory.set(DELETED, { name, text: answer.text, document: answer.document, isNew: true });
    if (memory.get(OPENED) === name) memory.set(OPENED, null);
    tellHere(translate("local_desk.deleted"));
    await list();
    place("deleted").querySelector("button").focus();
  }

  async function putBack() {
    const { text, document: content } = memory.get(DELETED);
    const answer = await (content ? ask("documents", { text, document: content }) : ask("proposals", { text }));
    if (answer.problems.length) { tellHere(answer.problems.map(inWords).join(" ")); return; }
    await done(answer.name);
  }

  // --- adding what has no page yet ---

  const adding = desk.querySelector("form");
  const slugOf = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f’']/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
  const chosenGroup = () => adding.querySelector(`[data-file="${adding.elements.file.value}"]`);

  function chooseAddition() {
    delete adding.dataset.replaces;
    delete adding.dataset.added;
    adding.querySelectorAll("[data-file]").forEach((group) => { group.hidden = group !== chosenGroup(); });
    adding.querySelectorAll("[name=document]").forEach((field) => { field.parentElement.hidden = false; });
  }

  // What was added is opened where it was written; the text of a document stays as it was taken in.
  function openAddition(one) {
    const [change] = one.changes;
    const [file] = String(change.add || "").split("/");
    const group = adding.querySelector(`[data-file="${file}"]`);
    if (one.changes.length !== 1 || !group) return false;
    adding.reset();
    adding.elements.file.value = file;
    chooseAddition();
    [...group.querySelectorAll("input, textarea")].forEach((field) => {
      field.value = [change[field.name] || ""].flat().join(", ");
      if (field.name === "document") field.parentElement.hidden = true;
    });
    Object.assign(adding.dataset, { replaces: one.name, added: change.add });
    adding.closest("details").open = true;
    group.querySelector("input").focus();
    return true;
  }

  async function add() {
    const fields = [...chosenGroup().querySelectorAll("input, textarea")];
    const { document: content, ...values } = Object.fromEntries(fields.map((field) => [field.name, field.name === "document" ? field.value : tidy(field.value).text]));
    ["aliases", "named_in"].forEach((name) => { if (values[name]) values[name] = values[name].split(",").map((piece) => piece.trim()).filter(Boolean); });
    if (content !== undefined && !values.date) values.date_note = translate("local_desk.undated");
    const { replaces = "", added = `${chosenGroup().dataset.file}/${slugOf(values.name || values.title || values.term || "")}` } = adding.dataset;
    const missing = fields.filter((field) => "needed" in field.dataset && !field.value.trim() && !(replaces && field.name === "document"));
    const change = { add: added, ...values };
    const text = written({ changes: [change] });
    const answer = missing.length ? { problems: missing.map(({ name }) => ({ key: name, what: translate("local_desk.needed_here") })) } : await ask(content && !replaces ? "documents" : "proposals", { text, ...(replaces ? { replaces } : content ? { document: content } : {}) });
    if (markFields(fields, answer.problems)) return;
    adding.reset();
    chooseAddition();
    await done(answer.name);
  }

  // --- opening one again ---

  // The words as they are without the proposal that is open, so that what is saved is written against them.
  async function learnWithout(name) {
    const answer = await ask(`sentences-without/${name}`);
    sentences.clear();
    learn(answer);
  }

  async function reopen(name) {
    if (changing().length) { tellHere(translate("local_desk.draft")); return; }
    const one = (await ask("proposals")).find((other) => other.name === name);
    if (!one) { tellHere(translate("local_desk.gone")); return; }
    if (openAddition(one)) { tellHere(translate("local_desk.is_open")); return; }
    await learnWithout(name);
    memory.set(OPENED, name);
    if (openProposal(one).length) {
      memory.set(OPENED, null);
      clear();
      sentences.clear();
      learn(await (await fetch(form.dataset.source)).json());
      tellHere(put(translate("local_desk.by_hand"), { name }));
      return;
    }
    showOpened();
    tellHere(translate("local_desk.is_open"));
  }

  function showOpened() {
    const name = memory.get(OPENED);
    place("opened").hidden = !name;
    place("opened").replaceChildren(...(name ? [put(translate("local_desk.opened"), { name }), " ", button(translate("local_desk.leave"), name, leaveIt)] : []));
  }

  function leaveIt() {
    memory.set(OPENED, null);
    clear();
    keep();
    window.location.reload();
  }

  // --- the page ---

  async function list(isWhole = true) {
    const proposals = await ask("proposals");
    const deleted = memory.get(DELETED);
    place("list").replaceChildren(...proposals.map(row));
    place("list").hidden = !proposals.length;
    place("count").textContent = proposals.length ? String(proposals.length) : "";
    place("none").hidden = proposals.length > 0;
    place("publishing").hidden = !proposals.length;
    place("deleted").hidden = !deleted;
    place("deleted").replaceChildren(...(deleted ? [put(translate("local_desk.is_deleted"), { name: deleted.name }), " ", button(translate("local_desk.put_back"), deleted.name, () => doing(putBack))] : []));
    if (proposals.length && isWhole) await receipt();
    return proposals;
  }

  async function receipt() {
    const { sentences: said, whole, problems: wrong } = await ask("receipt");
    const lines = wrong.length ? [translate("local_desk.not_yet"), ...wrong.map(inWords)] : said;
    place("receipt").replaceChildren(...lines.map((line) => element("li", "", line)));
    place("whole").hidden = !whole;
    place("text").textContent = whole;
  }

  // Once the form is there: go on where the reload that followed a change broke off.
  async function resume() {
    const saved = memory.get(SAVED);
    desk.hidden = false;
    showOpened();
    if (memory.get(OPENED)) await learnWithout(memory.get(OPENED)).then(show, () => { memory.set(OPENED, null); showOpened(); });
    const isBroken = memory.get(ASKING);
    memory.set(ASKING, null);
    desk.open = Boolean(saved || isBroken || memory.get(DELETED));
    if (saved) desk.querySelector("summary").focus();
    const proposals = await list(false);
    const deleted = memory.get(DELETED);
    if (deleted?.isNew) place("deleted").querySelector("button").focus(); // the reload took the focus away
    if (deleted) memory.set(DELETED, { ...deleted, isNew: false });
    const one = proposals.find((other) => other.name === saved);
    if (one) tellHere(put(translate("local_desk.shown"), { title: one.title }));
    else if (isBroken) tellHere(translate("local_desk.broken"));
    memory.set(SAVED, null);
    if (proposals.length) await receipt();
  }

  part("doors").before(saving);
  adding.elements.file.addEventListener("change", chooseAddition);
  adding.addEventListener("submit", (event) => { event.preventDefault(); doing(add); });
  chooseAddition();
  place("write").addEventListener("click", () => doing(saveHere, true));
  part("discard").addEventListener("click", () => { if (memory.get(OPENED)) leaveIt(); });
  watchers.push(watch);
})();
