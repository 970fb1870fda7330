// The button for a light or a dark page.
export function watchTheme(page) {
  const root = page.documentElement;
  for (const button of page.querySelectorAll("[data-theme-toggle]")) {
    const show = () => button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
    show();
    button.addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      show();
      try { localStorage.setItem("giaoban-theme", root.dataset.theme); } catch { /* a private window keeps nothing */ }
    });
  }
}
