// The live view and the projector's screen: follows the meeting, counts the time, sends forms without leaving the page.
import { follow } from "./live_following.js";
import { addComments, swap } from "./live_parts.js";
import { watchClock } from "./live_clock.js";
import { watchForms } from "./live_forms.js";

const FRESH = 60000, SPREAD = 800; // figures are looked at anew each minute; two hundred viewers do not ask in one instant

const live = document.querySelector("[data-live]");
const words = document.querySelector("[data-live-words]").dataset;
const lost = document.querySelector("[data-lost]");
const matter = live.querySelector("[data-matter-inside]");
let mark = "";

function tell(sentence, way = "", address = "") {
  lost.hidden = !sentence;
  if (lost.dataset.said === sentence) return;
  lost.dataset.said = sentence;
  lost.textContent = sentence;
  if (!way) return;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = way;
  lost.append(" ", link);
}

function take(news) {
  for (const [name, html] of Object.entries(news.parts)) swap(live.querySelector(`[data-part="${name}"]`), html);
  addComments(live, news.comments);
  watchClock(live, words);
  if (news.matter) setTimeout(refresh, Math.random() * SPREAD);
}

async function refresh() {
  const headers = mark ? { "If-None-Match": mark } : {};
  const reply = await fetch(live.dataset.matter, { redirect: "manual", cache: "no-store", headers }).catch(() => null);
  if (!reply || !reply.ok) return;
  mark = reply.headers.get("ETag") ?? "";
  matter.innerHTML = await reply.text();
}

const following = follow({ live, words, take, tell });
watchClock(live, words);
watchForms(live, words, following.look);
setInterval(() => { if (!document.hidden) refresh(); }, FRESH);
