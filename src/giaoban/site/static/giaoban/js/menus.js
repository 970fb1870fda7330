// A menu closes with Escape, with a click elsewhere and when the focus leaves it.
export function watchMenus(page) {
  const menus = () => page.querySelectorAll("details.menu[open]");
  page.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      const inside = menu.contains(page.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
  page.addEventListener("focusin", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
}
