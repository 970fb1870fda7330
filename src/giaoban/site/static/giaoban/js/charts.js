// The figures of the month under the pointer. The same figures stand in the table below each chart.
export function watchCharts(page) {
  for (const chart of page.querySelectorAll(".plot")) {
    const hits = chart.querySelector(".plot-hits");
    const tip = chart.querySelector(".plot-tip");
    if (!hits || !tip) continue;
    hits.addEventListener("pointermove", (event) => {
      const zone = event.target.closest("rect");
      if (!zone) { delete tip.dataset.on; return; }
      const frame = chart.getBoundingClientRect(), box = zone.getBoundingClientRect();
      tip.textContent = zone.dataset.text;
      const half = tip.offsetWidth / 2;
      const middle = box.left - frame.left + box.width / 2;
      tip.style.left = `${Math.max(half, Math.min(frame.width - half, middle))}px`;
      tip.style.top = `${box.top - frame.top + 24}px`;
      tip.dataset.on = "";
    });
    hits.addEventListener("pointerleave", () => { delete tip.dataset.on; });
  }
}
