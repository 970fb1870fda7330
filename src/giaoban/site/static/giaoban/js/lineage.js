// A click on a figure opens its lineage in a panel; with a modifier key, or without scripts, it is a page.
export function watchFigures(page) {
  const panel = page.querySelector("[data-lineage-panel]");
  if (!panel || !panel.showModal) return;
  const inside = panel.querySelector("[data-lineage-inside]");
  page.addEventListener("click", async (event) => {
    const link = event.target.closest("a.trace, a[data-lineage], .panel .late-list a[href*='/so-lieu/']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const address = new URL(link.href);
    address.searchParams.set("phan", "1");
    const reply = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!reply || !reply.ok || reply.redirected) { location.assign(link.href); return; }
    inside.innerHTML = await reply.text();
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
  });
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
}
