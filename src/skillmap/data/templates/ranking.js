"use strict";
// Sorting by a click on a heading; without this script the table is sorted by rank.
for (const heading of document.querySelectorAll("th[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sort(heading));
}
document.querySelector("th[data-sort]")?.setAttribute("aria-sort", "ascending");

function sort(heading) {
  const body = heading.closest("table").tBodies[0];
  const now = heading.getAttribute("aria-sort");
  const first = Number(heading.dataset.sort);
  const up = now ? now === "descending" : first > 0;
  const column = heading.cellIndex;
  const value = (row) => parseFloat(row.cells[column].dataset.value || "-1");
  const rows = [...body.rows].sort((a, b) => (value(a) - value(b)) * (up ? 1 : -1));
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  // The lines between bands hold for the order by rank only.
  heading.closest("table").classList.toggle("sorted", column > 0 || !up);
  body.append(...rows);
}

// A link into a closed part opens it.
function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const part = target && target.closest("details");
  if (part && !part.open) {
    part.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", reveal);
reveal();
