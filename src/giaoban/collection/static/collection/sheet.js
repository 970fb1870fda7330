// The page of a sheet that is being filled in: rules as one types, saving by itself, keyboard, paste.
import { fill, judge, readSheet } from "./cells.js";
import { go, watchKeys } from "./keys.js";
import { readPlain } from "./numbers.js";
import { watchPaste } from "./paste.js";
import { watchRemarks } from "./remarks.js";
import { watchSaving } from "./saving.js";
import { watchWishes } from "./wishes.js";

const form = document.querySelector("[data-sheet]");
const data = JSON.parse(document.getElementById("sheet-data").textContent);
if ("writable" in form.dataset) open(form);
else watchRemarks(document, data.words);

function open(form) {
  const sheet = readSheet(document, data);
  sheet.form = form;
  sheet.previous = new Map(Object.entries(data.previous).map(([name, value]) => [name, readPlain(value)]));
  const wishes = watchWishes(document, () => saver.touch());
  const changed = () => { judge(sheet); showBar(sheet); };
  const touched = () => { changed(); saver.touch(); };
  changed();
  const saver = watchSaving(sheet, wishes, changed);
  form.addEventListener("input", (event) => { if (event.target.closest("[data-cell], [data-says]")) touched(); });
  watchKeys(sheet, saver);
  watchPaste(sheet, touched);
  watchTaking(sheet, touched);
  watchSending(sheet, saver);
}

function showBar(sheet) {
  const { page, data, problems } = sheet;
  page.querySelector("[data-filled]").textContent = sheet.filled;
  page.querySelector(".fill-done .bar-fill").setAttribute("width", `${(sheet.filled * 100) / Math.max(1, sheet.cells.length)}%`);
  const box = page.querySelector("[data-problems]");
  const text = JSON.stringify(problems.map((one) => [one.cell.name, one.message]));
  if (box.dataset.shown === text) return;
  box.dataset.shown = text;
  box.hidden = problems.length === 0;
  if (!problems.length) box.open = false;
  box.dataset.tone = problems.some((one) => one.severity === "error") ? "bad" : "warn";
  page.querySelector("[data-problem-count]").textContent = fill(data.words.problems, { count: problems.length });
  page.querySelector("[data-problem-list]").replaceChildren(...problems.map(problemLink));
}

function problemLink({ cell, message }) {
  const line = document.createElement("li"), link = document.createElement("a");
  link.href = `#${cell.input.id}`;
  link.textContent = message;
  link.addEventListener("click", (event) => { event.preventDefault(); go(cell.input); });
  line.append(link);
  return line;
}

// The sums of the units below are taken over one by one, or all where nothing is typed yet.
function watchTaking(sheet, touched) {
  const takes = [...sheet.page.querySelectorAll("[data-take]")];
  const cellOf = (button) => sheet.byName.get(button.closest("[data-cell]").dataset.cell);
  for (const button of takes) {
    button.hidden = false;
    button.addEventListener("click", () => { cellOf(button).input.value = button.dataset.take; touched(); cellOf(button).input.focus(); });
  }
  const all = sheet.page.querySelector("[data-take-all]");
  if (!all) return;
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const button of takes) if (!cellOf(button).input.value.trim()) cellOf(button).input.value = button.dataset.take;
    touched();
  });
}

// Everything is saved before the sheet is handed on; what blocks is shown instead.
function watchSending(sheet, saver) {
  let ready = false;
  sheet.form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    const button = event.submitter;
    if (button?.hasAttribute("data-submit") && sheet.problems.length) {
      sheet.page.querySelector("[data-problems]").open = true;
      sheet.page.querySelector("[data-problem-list] a").focus();
      return;
    }
    const saved = await saver.flush();
    if (!saved || !button || button.hasAttribute("data-save")) return;
    ready = true;
    setTimeout(() => sheet.form.requestSubmit(button)); // not while this very event is still on its way
  });
}
