// The page of minutes: notes saved by themselves and kept in this browser until the server has them; keys for conclusions.
const PAUSE = 900, RETRY = 5000;

const page = document.querySelector("[data-minutes]");
const forms = [...document.querySelectorAll("[data-conclusion]")];
if (page) {
  const notes = [...page.querySelectorAll("[data-notes]")].map((form) => watchNotes(page, form, words()));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    for (const one of notes) one.flush();
  });
  addEventListener("online", () => { for (const one of notes) one.flush(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) for (const one of notes) one.flush(); });
  watchConcluding(page, notes);
}
for (const form of forms) watchForm(form);

function words() { return document.querySelector("[data-minutes-words]").dataset; }

// One item's notes. `flush()` is true where everything typed is on the server.
function watchNotes(page, form, words) {
  const text = form.elements.ghi, revision = form.elements.revision, state = form.querySelector("[data-state]");
  const clash = form.querySelector("[data-clash]");
  const name = `giaoban-minutes:${page.dataset.keep}:${form.dataset.notes}`;
  let saved = text.defaultValue, timer = 0, busy = null, stopped = false, held = false;

  const tell = (said, tone = "") => { state.textContent = said; state.dataset.tone = tone; };
  const isDirty = () => text.value !== saved;

  function keep() {
    try {
      if (isDirty()) localStorage.setItem(name, JSON.stringify({ text: text.value, revision: revision.value }));
      else localStorage.removeItem(name);
    } catch { /* a private window keeps nothing; the page still sends */ }
  }

  function restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(name) ?? "null"); } catch { kept = null; }
    if (!kept || kept.text === text.value) { keep(); return; }
    text.value = kept.text;
    revision.value = kept.revision;
    touch();
    tell(words.restored);
  }

  function touch() {
    keep();
    if (stopped || held) return;
    if (!isDirty()) { tell(""); return; }
    tell(words.typing);
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }

  async function flush() {
    clearTimeout(timer);
    if (busy) await busy;
    if (!isDirty()) return true;
    if (stopped || held) return false;
    busy = send();
    const done = await busy;
    busy = null;
    return done;
  }

  async function send() {
    tell(words.saving);
    const sent = text.value;
    const reply = await fetch(form.action, {
      method: "POST", redirect: "manual", keepalive: document.hidden && sent.length < 15000,
      headers: { Accept: "application/json" }, body: new FormData(form),
    }).catch(() => null);
    if (!reply || reply.status >= 500) {
      tell(words.offline, "bad");
      clearTimeout(timer);
      timer = setTimeout(flush, RETRY);
      return false;
    }
    if (!reply.headers.get("Content-Type")?.startsWith("application/json")) {
      stopped = true;
      keep();
      tell(words.stopped, "bad");
      return false;
    }
    const told = await reply.json();
    if (!reply.ok) return refuse(told, reply.status);
    saved = sent;
    revision.value = told.revision;
    keep();
    tell(words.saved.replace("{time}", told.time));
    if (isDirty()) touch();
    return true;
  }

  function refuse(told, status) {
    tell(told.message, "bad");
    if (status !== 409) return false;
    if (told.standing === null) { stopped = true; return false; }
    held = true;
    clash.querySelector("[data-clash-says]").textContent = told.message;
    clash.querySelector("[data-clash-standing]").textContent = told.standing;
    clash.hidden = false;
    clash.querySelector("[data-mine]").onclick = () => settle(told, text.value);
    clash.querySelector("[data-theirs]").onclick = () => settle(told, told.standing);
    return false;
  }

  function settle(told, chosen) {
    held = false;
    clash.hidden = true;
    saved = told.standing;
    revision.value = told.revision;
    text.value = chosen;
    text.focus();
    tell("");
    touch();
  }

  text.addEventListener("input", touch);
  form.addEventListener("submit", (event) => { event.preventDefault(); flush(); });
  addEventListener("beforeunload", keep);
  restore();
  return { flush };
}

// "Conclude" at an item leads to the form beside, on that item; notes are saved before the page goes.
function watchConcluding(page, notes) {
  const form = page.querySelector("[data-conclusion]");
  if (!form) return;
  for (const link of page.querySelectorAll("[data-conclude]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.elements["noi-dung"].value = link.dataset.conclude;
      form.elements.viec.focus();
    });
  }
  let ready = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    await Promise.all(notes.map((one) => one.flush()));
    ready = true;
    setTimeout(() => form.requestSubmit()); // not while this very event is still on its way
  });
}

// A statement gives no work, so nothing is asked of it; Ctrl+Enter sends from anywhere in the form.
function watchForm(form) {
  const statement = form.querySelector("[data-statement]"), work = form.querySelector("[data-work]");
  const show = () => {
    work.hidden = statement.checked;
    for (const one of work.querySelectorAll("input, select")) one.disabled = statement.checked;
  };
  statement.addEventListener("change", show);
  show();
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  });
}
