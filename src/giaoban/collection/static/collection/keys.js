// Fast by keyboard alone: Enter and arrows walk the figures, Ctrl S saves, F1 explains, Escape closes.
export function watchKeys(sheet, saver) {
  const { page } = sheet;
  const inputs = sheet.cells.map((cell) => cell.input);
  for (const summary of page.querySelectorAll(".about summary")) summary.tabIndex = -1; // F1 does it, Tab goes from figure to figure

  page.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      saver.flush();
    } else if (event.key === "Escape") {
      close(page);
    } else if (event.key === "F1" && inputs.includes(page.activeElement)) {
      event.preventDefault();
      explain(page.activeElement);
    }
  });
  sheet.form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (field.tagName !== "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault(); // Enter would send the form
    const place = inputs.indexOf(field);
    if (place < 0) { if (event.key === "Enter") saver.flush(); return; }
    go(inputs[place + step]);
  });
}

export function go(input) {
  if (!input) return;
  input.focus();
  if (input.select && input.tagName === "INPUT") input.select();
}

function explain(input) {
  let row = input.closest("tr");
  while (row && !row.querySelector(".about")) row = row.previousElementSibling;
  const about = row?.querySelector(".about");
  if (about) about.open = !about.open;
}

function close(page) {
  for (const panel of page.querySelectorAll(".about[open]")) {
    const inside = panel.contains(page.activeElement);
    panel.open = false;
    if (inside) panel.querySelector("summary").focus();
  }
}
