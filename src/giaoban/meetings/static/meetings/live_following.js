// Follows a meeting event by event: by the stream where the page names one, else by asking again and again.
// What was missed comes with the next answer: the server is asked for all that happened after the last number.

const BEAT = 2000, HIDDEN = 15000, LONGEST = 15000, PATIENCE = 10000; // milliseconds
const SILENCE = 45000, STREAM_AGAIN = 60000, SPREAD = 500;

// `take(news)` puts what happened on the page; `tell(sentence, way, address)` says that the line is down, or with "" that it is up.
export function follow({ live, words, take, tell }) {
  const screen = "screen" in live.dataset ? "&man-hinh=1" : "";
  let number = Number(live.dataset.number), wait = BEAT, timer = 0, stopped = false, busy = false, again = false;
  let stream = null, silence = 0;

  // ── asking ──

  async function look() {
    if (stopped) return;
    if (busy) { again = true; return; }
    clearTimeout(timer);
    if (!navigator.onLine) { down(); next(); return; }
    busy = true;
    const address = `${live.dataset.events}?sau=${number}${screen}`;
    const reply = await fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    const news = reply?.status === 200 ? await reply.json().catch(() => null) : null;
    busy = false;
    if (news) { heard(news); return; }
    if (reply?.status === 204) up();
    else if (reply?.type === "opaqueredirect") stop(words.saySignedOut, words.saySignIn, `/dang-nhap/?next=${encodeURIComponent(location.pathname)}`);
    else if (reply?.status === 403 || reply?.status === 404) stop(words.sayGone);
    else down();
    next();
  }

  function heard(news) {
    if (news.reload) { location.reload(); return; }
    number = news.number;
    take(news);
    up();
    if (news.more) again = true;
    next();
  }

  function next() {
    clearTimeout(timer);
    if (stopped) return;
    if (again) { again = false; timer = setTimeout(look); return; }
    if (stream && wait === BEAT) return; // the stream says when there is something
    timer = setTimeout(look, document.hidden ? Math.max(wait, HIDDEN) : wait);
  }

  function up() { wait = BEAT; tell(""); }

  function down() {
    wait = Math.min(LONGEST, wait * 1.6) * (0.75 + Math.random() / 2);
    tell(words.sayLost);
  }

  function stop(sentence, way, address) {
    stopped = true;
    stream?.close();
    tell(sentence, way, address);
  }

  // ── the stream ──

  function listen() {
    if (!live.dataset.stream || stopped || stream) return;
    stream = new EventSource(`${live.dataset.stream}?sau=${number}`);
    stream.addEventListener("open", beat);
    stream.addEventListener("beat", beat);
    stream.addEventListener("message", (event) => { beat(); told(JSON.parse(event.data)); });
    stream.addEventListener("error", leave);
    beat();
  }

  // One comment after the last event is put on the page as it came; for all else, and after a gap, the server is asked.
  function told(event) {
    if (event.number <= number) return;
    if (event.number === number + 1 && event.comment !== undefined && !screen && !busy) {
      number = event.number;
      take({ parts: {}, comments: [event.comment], matter: false });
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(look, event.comment === undefined ? Math.random() * SPREAD : 0);
  }

  function beat() {
    clearTimeout(silence);
    silence = setTimeout(leave, SILENCE);
    clearTimeout(timer);
    if (busy || again) return;
    up();
  }

  function leave() {
    clearTimeout(silence);
    stream?.close();
    stream = null;
    setTimeout(listen, STREAM_AGAIN);
    look();
  }

  addEventListener("online", look);
  addEventListener("offline", down);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  listen();
  next();
  return { look };
}
