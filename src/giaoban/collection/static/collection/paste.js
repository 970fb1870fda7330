// A column or a block copied from Excel fills downwards, from the cell in which it is pasted; one click undoes it.
import { fill } from "./cells.js";
import { readFigure } from "./numbers.js";

export function watchPaste(sheet, changed) {
  const { page, data } = sheet;
  const figures = sheet.cells.filter((cell) => !cell.isText);
  sheet.form.addEventListener("paste", (event) => {
    const place = figures.findIndex((cell) => cell.input === event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (place < 0 || !/[\n\t]/u.test(text.replace(/\r?\n$/u, ""))) return;
    event.preventDefault();
    const before = [];
    column(text, figures[place]).forEach((value, down) => {
      const cell = figures[place + down];
      if (!cell) return;
      before.push([cell, cell.input.value]);
      cell.input.value = value;
    });
    changed();
    offerUndo(page, data.words, before, changed);
  });
}

// Of a block the first column in which most rows are figures: names and units of measure stand before it.
export function column(text, cell) {
  const rows = text.replace(/\r?\n$/u, "").split(/\r?\n/u).map((line) => line.split("\t"));
  const width = Math.max(...rows.map((row) => row.length));
  let best = 0, most = -1;
  for (let place = 0; place < width; place += 1) {
    const count = rows.filter((row) => typeof readFigure(row[place] ?? "", cell).value === "bigint").length;
    if (count > most) { best = place; most = count; }
  }
  return rows.map((row) => (row[best] ?? "").trim());
}

function offerUndo(page, words, before, changed) {
  page.querySelector(".paste-note")?.remove();
  const note = page.createElement("div");
  note.className = "paste-note";
  note.setAttribute("role", "status");
  const undo = page.createElement("button");
  undo.type = "button";
  undo.textContent = words.undo;
  undo.addEventListener("click", () => {
    for (const [cell, value] of before) cell.input.value = value;
    note.remove();
    before[0]?.[0].input.focus();
    changed();
  });
  const text = page.createElement("span");
  text.textContent = fill(words.pasted, { count: before.length });
  note.append(text, undo);
  page.body.append(note);
  setTimeout(() => note.remove(), 15000);
}
