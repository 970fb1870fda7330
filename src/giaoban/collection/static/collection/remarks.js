// Remarks on single figures: which rows have one is seen while the rest is being read.
import { fill } from "./cells.js";

export function watchRemarks(page, words) {
  const count = page.querySelector("[data-remark-count]");
  if (!count) return;
  const show = () => {
    const remarks = [...page.querySelectorAll(".remark")];
    for (const remark of remarks) remark.toggleAttribute("data-said", Boolean(remark.querySelector("textarea").value.trim()));
    const said = remarks.filter((remark) => "said" in remark.dataset).length;
    count.hidden = said === 0;
    count.textContent = fill(words.remarks, { count: said });
  };
  page.addEventListener("input", (event) => { if (event.target.closest(".remark")) show(); });
  page.addEventListener("toggle", (event) => {
    if (event.target.matches(".remark[open]")) event.target.querySelector("textarea").focus();
  }, true);
  show();
}
