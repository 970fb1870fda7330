// The cells of a sheet: what is typed in each, what the rules say of it, and how the page shows that at once.
import { readFigure, readPlain, writeNumber, writeShare } from "./numbers.js";
import { evaluate } from "./rules.js";

const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/gu, (_whole, name) => words[name] ?? "");

// The sheet of a page. `cells` are in the order of the form; `byName` finds one by `indicator.code|sex:female`.
export function readSheet(page, data) {
  const cells = [...page.querySelectorAll("[data-cell]")].map((row) => readCell(page, row));
  return { page, data, cells, byName: new Map(cells.map((cell) => [cell.name, cell])), problems: [] };
}

function readCell(page, row) {
  const name = row.dataset.cell;
  const says = page.querySelector(`[data-says="${CSS.escape(name)}"]`);
  const isText = "text" in row.dataset;
  const input = row.querySelector(".entry-input");
  const reason = says.querySelector("[data-reason] input");
  return {
    name, row, says, input, reason, isText,
    decimals: Number(row.dataset.decimals ?? 0),
    unit: row.dataset.unit ?? "",
    signed: "signed" in row.dataset,
    addsUp: "addsUp" in row.dataset,
    before: readPlain(row.dataset.before),
    target: readPlain(row.dataset.target),
    seen: Number(row.dataset.revision),
    sent: { typed: input.value, reason: reason.value },
    conflict: null,
  };
}

export const isDirty = (cell) => !cell.conflict && (cell.input.value !== cell.sent.typed || cell.reason.value !== cell.sent.reason);

// Reads every cell, holds the figures against the rules, and shows what is to be said; returns what blocks.
export function judge(sheet) {
  const { data } = sheet;
  const values = new Map(), told = new Map(sheet.cells.map((cell) => [cell.name, []]));
  let filled = 0;
  for (const cell of sheet.cells) {
    const found = cell.isText ? readText(cell) : readFigure(cell.input.value, cell);
    cell.found = found;
    if (found.wrong) told.get(cell.name).push(unreadable(found, data.words));
    else if (!found.empty) filled += 1;
    if (!cell.isText && !cell.name.includes("!") && typeof found.value === "bigint") values.set(cell.name, found.value);
    showFigure(cell, sheet);
  }
  for (const finding of evaluate(data.rules, values, sheet.previous, data.language)) {
    const wayOut = finding.severity === "error" ? data.words.errorWayOut : data.words.warningWayOut;
    told.get(finding.cells[0])?.push({ ...finding, wayOut });
  }
  sheet.filled = filled;
  sheet.problems = sheet.cells.flatMap((cell) => showFindings(cell, told.get(cell.name)));
  return sheet.problems;
}

function readText(cell) {
  return cell.input.value.trim() ? { text: true } : { empty: true };
}

function unreadable(found, words) {
  return { rule: "typed", severity: "error", message: fill(words[found.wrong], { shown: found.shown }), wayOut: words.numberWayOut };
}

// ── one cell ──

function showFigure(cell, sheet) {
  if (cell.isText) {
    cell.row.querySelector("[data-count]").textContent = writeNumber(BigInt(cell.input.value.length) * 10000n, sheet.data.language);
    return;
  }
  const { value, none, withdrawn } = cell.found;
  const read = cell.row.querySelector("[data-read]");
  const words = sheet.data.words;
  const canonical = typeof value === "bigint" ? writeNumber(value, "vi") : "";
  const said = none ? words.none : withdrawn ? words.withdrawn : canonical;
  read.textContent = said && said !== cell.input.value.trim().toLowerCase() ? `= ${said}` : "";
  showSums(cell, typeof value === "bigint" ? value : null, sheet);
}

function showSums(cell, value, sheet) {
  const { language } = sheet.data;
  const adds = cell.addsUp && !sheet.data.isCumulative;
  const toDate = !cell.addsUp ? null : !adds ? value : value === null && cell.before === null ? null : (cell.before ?? 0n) + (value ?? 0n);
  const sum = cell.row.querySelector("[data-sum]");
  if (sum) sum.textContent = toDate === null ? "–" : writeNumber(toDate, language);
  const share = cell.row.querySelector("[data-share]");
  if (!share) return;
  const found = writeShare(toDate ?? value, cell.target, language);
  share.textContent = found ? found.text : "–";
  share.parentElement.querySelector(".bar-fill").setAttribute("width", `${Math.max(0, Math.min(100, found ? found.percent : 0))}%`);
}

// Shows findings, asks for a reason where one is due, and returns those that block with their cell.
function showFindings(cell, findings) {
  const asks = findings.some((finding) => finding.severity === "warning");
  const answered = Boolean(cell.reason.value.trim());
  const blocking = findings.filter((finding) => finding.severity === "error" || !answered);
  const tone = blocking.some((finding) => finding.severity === "error") ? "bad" : blocking.length || cell.says.querySelector(":scope > td > .say, :scope > .say") ? "warn" : "";
  for (const part of [cell.row, cell.says]) {
    part.classList.toggle("entry-bad", tone === "bad");
    part.classList.toggle("entry-warn", tone === "warn");
  }
  cell.input.toggleAttribute("aria-invalid", tone === "bad");
  if (tone === "bad") cell.input.setAttribute("aria-invalid", "true");
  const box = cell.says.querySelector("[data-findings]");
  const lines = findings.map((finding) => [finding.severity === "error" ? "bad" : answered ? "plain" : "warn", finding.message, finding.wayOut]);
  const text = JSON.stringify(lines);
  if (box.dataset.shown !== text) {
    box.dataset.shown = text;
    box.replaceChildren(...lines.map(([kind, message, wayOut]) => say(kind, message, wayOut)));
  }
  cell.says.querySelector("[data-reason]").hidden = !asks && !answered && document.activeElement !== cell.reason;
  showSays(cell);
  return blocking.map((finding) => ({ ...finding, cell }));
}

export function showSays(cell) {
  const parts = cell.says.querySelectorAll(".say, .choice, [data-reason]:not([hidden])");
  cell.says.hidden = parts.length === 0;
}

function say(kind, message, wayOut) {
  const line = document.createElement("p");
  line.className = `say say-${kind}`;
  const icon = document.querySelector("[data-problems] summary .icon").cloneNode(true);
  const words = document.createElement("span"), way = document.createElement("span");
  way.className = "quiet";
  way.textContent = wayOut;
  words.append(message, " ", way);
  line.append(icon, words);
  return line;
}

// Somebody else was faster: shows both values and lets one choose. `choose(true)` takes one's own.
export function showConflict(cell, words, choose) {
  const { conflict } = cell;
  const named = (value) => value || words.empty;
  const line = document.createElement("div");
  line.className = "choice";
  line.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = fill(words.conflict, { name: conflict.by, theirs: named(conflict.theirs), mine: named(cell.input.value) });
  const button = (sentence, value, mine) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = fill(sentence, { value: named(value) });
    made.addEventListener("click", () => { line.remove(); choose(mine); showSays(cell); cell.input.focus(); });
    return made;
  };
  line.append(text, button(words.theirs, conflict.theirs, false), button(words.mine, cell.input.value, true));
  const place = cell.says.querySelector("[data-findings]");
  place.parentElement.querySelector(".choice")?.remove();
  place.after(line);
  showSays(cell);
}

export { fill };
