// Saves what is typed by itself: in one request for many cells, kept in this browser until the server has it.
import { fill, isDirty, showConflict } from "./cells.js";

const PAUSE = 900, RETRY = 5000, PRESENT = 120000;
// Others are asked after seldom by a page that is alone, often by one that is not, and never by one left lying open:
// on the day of the deadline thousands are open. Every save is told of others too.
const LOOK = 8000, ALONE = 4, IDLE = 300000;

// `changed()` is called after the saver has put something into a cell. Returns {touch, flush}.
export function watchSaving(sheet, wishes, changed) {
  const { page, data } = sheet;
  const words = data.words;
  const state = page.querySelector("[data-state]"), others = page.querySelector("[data-others]");
  const revision = page.querySelector("input[name=revision]");
  const token = page.querySelector("input[name=csrfmiddlewaretoken]").value;
  const present = new Map();
  let timer = 0, known = data.revision, busy = null, stopped = false, turn = 0, active = Date.now();

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
    const body = { cells: sent, known, ...wishes.toSend() };
    const reply = await fetch(`${data.address}luu/`, {
      method: "POST", redirect: "manual", keepalive: page.hidden, headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(body),
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
    meet(reply.others, reply.revision);
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
    turn += 1;
    if (page.hidden || stopped || busy || Date.now() - active > IDLE) return;
    if (!present.size && turn % ALONE) return;
    const reply = await fetch(`${data.address}?tu=${known}`, { redirect: "manual" }).catch(() => null);
    if (!reply || !reply.ok) return;
    const told = await reply.json();
    if (!told.writable) { stop(words.moved, words.reload, location.pathname); return; }
    meet(told.others, told.revision);
  }

  // What others typed appears in the cells that nobody is typing in here.
  function meet(told, upTo) {
    for (const one of told) {
      const cell = sheet.byName.get(one.name);
      present.set(one.by, Date.now());
      if (!cell || cell.conflict || isDirty(cell) || one.revision <= cell.seen) continue;
      cell.input.value = one.typed;
      cell.reason.value = one.reason;
      cell.sent = { typed: one.typed, reason: one.reason };
      cell.seen = one.revision;
    }
    known = upTo;
    revision.value = Math.max(Number(revision.value), upTo);
    if (told.length) changed();
    showOthers();
  }

  function showOthers() {
    for (const [name, at] of present) if (Date.now() - at > PRESENT) present.delete(name);
    const names = [...present.keys()];
    others.hidden = !names.length;
    if (names.length) others.textContent = fill(words.others, { names: names.join(", ") });
  }

  addEventListener("online", () => { if (!stopped) flush(); });
  page.addEventListener("visibilitychange", () => { if (page.hidden) { keep(); flush(); } else poll(); });
  addEventListener("beforeunload", keep);
  for (const name of ["input", "focusin", "pointerdown"]) page.addEventListener(name, () => { active = Date.now(); });
  setInterval(poll, LOOK);
  restore();
  return { touch, flush };
}
