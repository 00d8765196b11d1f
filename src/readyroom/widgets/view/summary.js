// The end of a lesson: how far the reader is, what is missing, and where to go next.

import { el } from "./dom.js";

/** Draws the summary; gives back how to show a progress. */
export function drawSummary({ view, root }) {
  const bar = el("progress", { class: "rr-bar", max: "1", value: "0", id: "summary-bar" });
  const count = el("label", { for: bar.id });
  const missing = el("div", { class: "rr-missing" });
  const status = el("div", { class: "rr-finished", role: "status" });
  const heading = el("h2", { class: "rr-title", id: "summary-title", html: view.title });
  root.append(
    el(
      "section",
      { id: "summary", class: "rr", "aria-labelledby": heading.id },
      heading,
      el("p", { class: "rr-progress" }, count, " ", bar),
      missing,
      status,
    ),
  );

  return function show(progress) {
    count.textContent = `${progress.answered} of ${progress.of} answered`;
    bar.max = progress.of || 1;
    bar.value = progress.answered;
    missing.replaceChildren(...(progress.finished ? [] : stillToAnswer()));
    if (!progress.finished) status.replaceChildren();
    else if (!status.childElementCount) status.append(...finished(view));
  };
}

function stillToAnswer() {
  const open = [...document.querySelectorAll("section.rr[data-done=false]")];
  if (!open.length) return [];
  const links = open.map((section) => {
    const count = section.querySelector(".rr-count")?.textContent;
    const name = section.querySelector(".rr-name").textContent;
    const text = count ? `${count}: ${name}` : name;
    return el("li", {}, el("a", { href: `#${section.id}`, text }));
  });
  return [el("p", { text: "Still to answer:" }), el("ul", { role: "list" }, ...links)];
}

function finished(view) {
  if (view.recorded === false) {
    return [
      el("p", { text: "You have answered everything. This is a preview: nothing was recorded." }),
    ];
  }
  return [
    el("p", { text: "You have answered everything. Your result is on your page." }),
    el("p", {}, el("a", { class: "rr-button", href: view.home ?? "/", text: "Go to my page" })),
  ];
}
