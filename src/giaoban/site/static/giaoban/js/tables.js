// Sorting by a column head, and a box that leaves only the rows with the typed words.
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

export function watchTables(page) {
  page.querySelectorAll("table[data-sortable]").forEach(makeSortable);
  page.querySelectorAll("[data-filter]").forEach((field) => makeFilter(page, field));
}

function makeSortable(table) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (!head.hasAttribute("data-sort")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].map((row) => [key(row.cells[column], head.dataset.sort), row]);
      rows.sort(([one], [two]) => compare(one, two, down));
      body.append(...rows.map(([, row]) => row));
    });
  });
}

function key(cell, kind) {
  const text = cell.dataset.value ?? cell.textContent.trim();
  if (kind === "text") return text;
  return text === "" ? null : Number(text);
}

function compare(one, two, down) {
  if (one === null || two === null) return one === two ? 0 : one === null ? 1 : -1; // what is not reported stands last
  const order = typeof one === "string" ? one.localeCompare(two, "vi") : one - two;
  return down ? -order : order;
}

function makeFilter(page, field) {
  const scope = page.getElementById(field.dataset.filter);
  const none = page.querySelector("[data-filter-none]");
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of scope.querySelectorAll("[data-words]")) {
      const text = plain(row.dataset.words);
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    for (const group of scope.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("[data-words]:not([hidden])");
    }
    if (none) none.hidden = left > 0;
  });
}
