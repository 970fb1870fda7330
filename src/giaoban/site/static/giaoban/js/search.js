// Ctrl K goes to the search box; answers appear below it while typing; arrows walk through them.
const PAUSE = 180;

export function watchSearch(page) {
  const form = page.querySelector("[data-search]");
  if (!form) return;
  const field = form.querySelector("input");
  const answer = form.querySelector("[data-search-answer]");
  let timer = 0, asked = "";
  const close = () => { answer.hidden = true; };

  page.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); field.focus(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event);
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });

  async function ask() {
    asked = field.value.trim();
    if (asked.length < 2) { close(); return; }
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) address.searchParams.set(name, value);
    address.searchParams.set("phan", "1");
    const reply = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (!reply.ok || asked !== field.value.trim()) return;
    answer.innerHTML = await reply.text();
    answer.hidden = false;
  }

  function walk(event) {
    const links = [...answer.querySelectorAll("a")];
    if (answer.hidden || !links.length) return;
    event.preventDefault();
    const place = links.indexOf(page.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (place < 0 ? field : links[Math.min(place, links.length - 1)]).focus();
  }
}
