// A workbook may be dropped onto the form instead of being chosen.
for (const box of document.querySelectorAll("[data-drop]")) {
  const field = box.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) box.addEventListener(name, (event) => { event.preventDefault(); box.dataset.over = ""; });
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => { delete box.dataset.over; });
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    box.requestSubmit();
  });
}
