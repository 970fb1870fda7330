// A click on a figure opens its lineage beside the paper; without this script the link leads to a page that says the same.
const panel = document.getElementById("lineage");
const room = panel.querySelector("[data-lineage]");
let opened = null;

async function show(figure) {
  const answer = await fetch(figure.href, { headers: { "X-Giaoban-Piece": "1" }, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) {
    location.assign(figure.href);
    return;
  }
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  room.replaceChildren(...piece.body.childNodes);
  opened = figure;
  figure.setAttribute("aria-expanded", "true");
  panel.showModal();
  panel.scrollTop = 0;
}

document.querySelector(".paper").addEventListener("click", (event) => {
  const figure = event.target.closest("a.figure");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!figure || !plain) return;
  event.preventDefault();
  show(figure).catch(() => location.assign(figure.href));
});

panel.addEventListener("click", (event) => {
  if (event.target === panel) panel.close();
});

panel.addEventListener("close", () => {
  if (!opened) return;
  opened.removeAttribute("aria-expanded");
  opened.focus();
  opened = null;
});
