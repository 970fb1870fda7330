// Puts what came from the server on the page, without taking away what somebody types or where they are.

// The new inside of a part; fields that were typed in keep their text, and the one in use its place.
export function swap(part, html) {
  if (!part) return;
  const typed = new Map(), open = new Set();
  for (const field of part.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "radio") { if (field.checked) typed.set(`${field.name}=${field.value}`, true); }
    else if (field.value !== (field.defaultValue ?? "")) typed.set(field.name, field.value);
  }
  part.querySelectorAll("details[open] > summary").forEach((summary) => open.add(summary.textContent));
  const active = part.contains(document.activeElement) ? describe(document.activeElement) : null;
  part.innerHTML = html;
  part.hidden = !html.trim();
  for (const field of part.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "radio") { if (typed.has(`${field.name}=${field.value}`)) field.checked = true; }
    else if (typed.has(field.name)) restore(field, typed.get(field.name));
  }
  for (const summary of part.querySelectorAll("details > summary")) if (open.has(summary.textContent)) summary.parentElement.open = true;
  if (active) (find(part, active) ?? part.querySelector("button, textarea, input:not([type=hidden]), summary"))?.focus();
}

// What was chosen may not be offered any more: then the first choice stands, not an empty box.
function restore(field, value) {
  const before = field.value;
  field.value = value;
  if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = before;
}

function describe(element) {
  return { tag: element.tagName, name: element.name ?? "", value: element.tagName === "BUTTON" ? element.value : "", text: element.tagName === "TEXTAREA" ? "" : element.textContent };
}

function find(part, wanted) {
  return [...part.querySelectorAll(wanted.tag)].find((one) => {
    const found = describe(one);
    return found.name === wanted.name && found.value === wanted.value && found.text === wanted.text;
  });
}

// Comments at the end, each once; the list stays where its reader has scrolled to, unless that is its end.
export function addComments(page, lines) {
  const list = page.querySelector("[data-comments]");
  if (!list || !lines.length) return;
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  for (const html of lines) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const line = holder.content.firstElementChild;
    if (!list.querySelector(`[data-comment="${line.dataset.comment}"]`)) list.firstElementChild.append(line);
  }
  page.querySelector("[data-no-comments]").hidden = true;
  if (atEnd) list.scrollTop = list.scrollHeight;
}
