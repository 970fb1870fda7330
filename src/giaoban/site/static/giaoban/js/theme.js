// Before the first paint: light or dark, as chosen here before, otherwise as the system says.
(function () {
  var root = document.documentElement, theme = null;
  try { theme = localStorage.getItem("giaoban-theme"); } catch (refused) { theme = null; }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  root.dataset.theme = theme;
})();
