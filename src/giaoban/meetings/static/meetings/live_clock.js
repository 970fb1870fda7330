// The time left of an item: the server says how many seconds there were, this page counts on.

const clocks = new WeakMap();
let timer = 0;

export function watchClock(page, words) {
  const list = page.querySelector("[data-comments]");
  if (list && !("scrolled" in list.dataset)) { list.dataset.scrolled = ""; list.scrollTop = list.scrollHeight; }
  const shown = page.querySelector("[data-left]");
  clearInterval(timer);
  if (!shown) return;
  if (!clocks.has(shown)) clocks.set(shown, performance.now() + Number(shown.dataset.left) * 1000);
  const write = () => {
    const left = Math.round((clocks.get(shown) - performance.now()) / 1000), span = Math.abs(left);
    const time = `${Math.floor(span / 60)}:${String(span % 60).padStart(2, "0")}`;
    shown.textContent = (left < 0 ? words.sayOver : words.sayLeft).replace("{time}", time);
    shown.parentElement.classList.toggle("live-clock-over", left < 0);
  };
  write();
  timer = setInterval(write, 1000);
}
