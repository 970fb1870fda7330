// Leaves in sight only the fields that the chosen rhythm needs; without a script all of them stand there with their names.
const form = document.querySelector("[data-duty]");

function show() {
  const chosen = form.querySelector("[name='lap-lai']:checked")?.value;
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(chosen);
}

if (form) {
  form.addEventListener("change", show);
  show();
}
