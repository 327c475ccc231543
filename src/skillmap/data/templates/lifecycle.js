// A stage or a skill shows its evidence beside the diagram; without this script it leads to it.
for (const chart of document.querySelectorAll(".lifecycle")) {
  const panel = chart.querySelector(".panel");
  for (const link of chart.querySelectorAll("a.step, a.tag")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-controls", panel.id);
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      turn(chart, panel, link);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      turn(chart, panel, link);
    });
  }
  chart.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) shut(chart, panel);
  });
}

function turn(chart, panel, link) {
  const open = link.getAttribute("aria-expanded") === "true";
  shut(chart, panel);
  if (open) return;
  const title = document.createElement("p");
  title.textContent = link.classList.contains("tag")
    ? link.querySelector(".words").textContent
    : `${link.querySelector(".name").textContent}: ${link.querySelector(".told").textContent}`;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", () => shut(chart, panel));
  const head = document.createElement("header");
  head.append(title, button);
  const list = document.createElement("ul");
  list.className = "lines";
  for (const id of (link.dataset.shows ?? link.hash.slice(1)).split(" ")) {
    const line = document.getElementById(id).cloneNode(true);
    line.removeAttribute("id");
    list.append(line);
  }
  panel.replaceChildren(head, list);
  panel.hidden = false;
  panel.scrollTop = 0;
  link.setAttribute("aria-expanded", "true");
}

function shut(chart, panel) {
  const link = chart.querySelector('[aria-expanded="true"]');
  if (link) {
    link.setAttribute("aria-expanded", "false");
    // The focus was in what goes away.
    if (panel.contains(document.activeElement)) link.focus();
  }
  panel.hidden = true;
  panel.replaceChildren();
}
