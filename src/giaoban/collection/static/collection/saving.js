// Saves what is typed by itself: in one request for many cells, kept in this browser until the server has it.
import { fill, isDirty, showConflict } from "./cells.js";

const PAUSE = 900, RETRY = 5000, POLL = 8000, PRESENT = 120000;

// `changed()` is called after the saver has put something into a cell. Returns {touch, flush}.
export function watchSaving(sheet, wishes, changed) {
  const { page, data } = sheet;
  const words = data.words;
  const state = page.querySelector("[data-state]"), others = page.querySelector("[data-others]");
  const revision = page.querySelector("input[name=revision]");
  const token = page.querySelector("input[name=csrfmiddlewaretoken]").value;
  const present = new Map();
  let timer = 0, known = data.revision, busy = null, stopped = false;

  const dirty = () => sheet.cells.filter(isDirty);
  const tell = (text, tone = "") => { state.textContent = text; state.dataset.tone = tone; };

  // ── kept in this browser ──

  function keep() {
    const kept = Object.fromEntries(dirty().map((cell) => [cell.name, { typed: cell.input.value, reason: cell.reason.value, seen: cell.seen }]));
    try {
      if (Object.keys(kept).length) localStorage.setItem(`giaoban-sheet:${data.keep}`, JSON.stringify(kept));
      else localStorage.removeItem(`giaoban-sheet:${data.keep}`);
    } catch { /* a private window keeps nothing; the page still sends */ }
  }

  function restore() {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(`giaoban-sheet:${data.keep}`) ?? "{}"); } catch { kept = {}; }
    let count = 0;
    for (const [name, one] of Object.entries(kept)) {
      const cell = sheet.byName.get(name);
      if (!cell || (cell.input.value === one.typed && cell.reason.value === one.reason)) continue;
      cell.input.value = one.typed;
      cell.reason.value = one.reason;
      cell.seen = one.seen;
      count += 1;
    }
    if (!count) { keep(); return; }
    tell(fill(words.restored, { count }));
    changed();
    touch();
  }

  // ── sent to the server ──

  function touch() {
    keep();
    for (const cell of sheet.cells) cell.row.toggleAttribute("data-unsent", isDirty(cell));
    if (stopped) return;
    if (!dirty().length && !wishes.isDirty()) return;
    tell(words.typing);
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }

  // True where everything typed is on the server.
  async function flush() {
    clearTimeout(timer);
    if (busy) { await busy; }
    const cells = dirty();
    if (!cells.length && !wishes.isDirty()) return !sheet.cells.some((cell) => cell.conflict);
    if (stopped) return false;
    busy = send(cells);
    const done = await busy;
    busy = null;
    return done;
  }

  async function send(cells) {
    tell(words.saving);
    const sent = cells.map((cell) => ({ name: cell.name, typed: cell.input.value, reason: cell.reason.value, seen: cell.seen }));
    const body = { cells: sent, ...wishes.toSend() };
    const reply = await fetch(`${data.address}luu/`, {
      method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(body),
    }).catch(() => null);
    if (!reply) { lost(cells.length); return false; }
    if (reply.type === "opaqueredirect" || reply.status === 403) { stop(words.signedOut, words.signIn, `/dang-nhap/?next=${encodeURIComponent(location.pathname)}`); return false; }
    if (reply.status === 409) { stop(words.moved, words.reload, location.pathname); return false; }
    if (!reply.ok) { await refused(reply, cells.length); return false; }
    take(await reply.json(), sent, body.wishes);
    return true;
  }

  async function refused(reply, count) {
    if (reply.status === 422) { tell((await reply.json()).message, "bad"); return; }
    lost(count);
  }

  function take(reply, sent, sentWishes) {
    alertOff();
    for (const one of sent) {
      const cell = sheet.byName.get(one.name);
      cell.sent = { typed: one.typed, reason: one.reason };
      cell.seen = reply.revision;
    }
    if (sentWishes) wishes.sent(sentWishes);
    for (const conflict of reply.conflicts) clash(conflict);
    revision.value = reply.revision;
    keep();
    for (const cell of sheet.cells) cell.row.toggleAttribute("data-unsent", isDirty(cell));
    tell(fill(words.saved, { time: reply.time }));
    if (dirty().length) touch();
  }

  function clash(conflict) {
    const cell = sheet.byName.get(conflict.name);
    cell.conflict = conflict;
    showConflict(cell, words, (mine) => {
      cell.conflict = null;
      cell.seen = conflict.revision;
      cell.sent = { typed: conflict.theirs, reason: conflict.theirsReason };
      if (!mine) { cell.input.value = conflict.theirs; cell.reason.value = conflict.theirsReason; }
      changed();
      touch();
    });
  }

  // ── no network, no session, no longer a draft ──

  function lost(count) {
    tell(fill(words.offline, { count }), "bad");
    alertOn(words.offlineAlert);
    clearTimeout(timer);
    timer = setTimeout(flush, RETRY);
  }

  function stop(sentence, way, address) {
    stopped = true;
    keep();
    tell("");
    alertOn(sentence, way, address);
  }

  function alertOn(sentence, way = "", address = "") {
    const box = page.querySelector("[data-alert]"), link = box.querySelector("[data-alert-link]");
    box.querySelector("[data-alert-text]").textContent = sentence;
    link.hidden = !way;
    link.textContent = way;
    if (address) link.href = address;
    box.hidden = false;
    if (way) box.scrollIntoView({ block: "center" });
  }

  function alertOff() { page.querySelector("[data-alert]").hidden = true; }

  // ── what others do ──

  async function poll() {
    if (page.hidden || stopped || busy) return;
    const reply = await fetch(`${data.address}?tu=${known}`, { redirect: "manual" }).catch(() => null);
    if (!reply || !reply.ok) return;
    const told = await reply.json();
    if (!told.writable) { stop(words.moved, words.reload, location.pathname); return; }
    for (const one of told.cells) {
      const cell = sheet.byName.get(one.name);
      present.set(one.by, Date.now());
      if (!cell || cell.conflict || isDirty(cell) || one.revision <= cell.seen) continue;
      cell.input.value = one.typed;
      cell.reason.value = one.reason;
      cell.sent = { typed: one.typed, reason: one.reason };
      cell.seen = one.revision;
    }
    known = told.revision;
    revision.value = Math.max(Number(revision.value), known);
    if (told.cells.length) changed();
    showOthers();
  }

  function showOthers() {
    const names = [...present].filter(([, at]) => Date.now() - at < PRESENT).map(([name]) => name);
    others.hidden = !names.length;
    if (names.length) others.textContent = fill(words.others, { names: names.join(", ") });
  }

  addEventListener("online", () => { if (!stopped) flush(); });
  page.addEventListener("visibilitychange", () => { if (page.hidden) { keep(); flush(); } else poll(); });
  addEventListener("beforeunload", keep);
  setInterval(poll, POLL);
  restore();
  return { touch, flush };
}
