// Recommendations to the upper level: rows to add and to take away, saved with the cells.
export function watchWishes(page, touched) {
  const list = page.querySelector("[data-wishes]");
  if (!list) return { isDirty: () => false, toSend: () => ({}), sent: () => {} };
  const read = () => [...list.children].map((row) => ({
    text: row.querySelector("textarea").value.trim(), field: row.querySelector("input").value.trim(),
  })).filter((one) => one.text);
  let seen = [...page.querySelectorAll("[data-wish-seen]")].map((one) => one.value);
  let saved = JSON.stringify(read());

  function add() {
    const row = list.lastElementChild.cloneNode(true);
    row.querySelector("textarea").value = "";
    row.querySelector("input").value = "";
    list.append(row);
    ready(row);
    row.querySelector("textarea").focus();
  }

  function ready(row) {
    const remove = row.querySelector("[data-wish-remove]");
    remove.hidden = false;
    remove.addEventListener("click", () => {
      if (list.children.length > 1) row.remove();
      else for (const field of row.querySelectorAll("textarea, input")) field.value = "";
      touched();
      (list.lastElementChild.querySelector("textarea")).focus();
    });
  }

  for (const row of list.children) ready(row);
  const button = page.querySelector("[data-wish-add]");
  button.hidden = false;
  button.addEventListener("click", add);
  list.addEventListener("input", touched);
  return {
    isDirty: () => JSON.stringify(read()) !== saved,
    toSend: () => (JSON.stringify(read()) === saved ? {} : { wishes: read(), wishes_seen: seen }),
    sent: (wishes) => { saved = JSON.stringify(wishes); seen = wishes.map((one) => one.text); },
  };
}
