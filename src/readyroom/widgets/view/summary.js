// The end of a lesson: how far the reader is, what is missing, and where to go next.

import { el } from "./dom.js";

/** Draws the summary; gives back how to show a progress. */
export function drawSummary({ view, root }) {
  const bar = el("progress", { class: "rr-bar", max: "1", value: "0", id: "summary-bar" });
  const count = el("label", { for: bar.id });
  const missing = el("div", { class: "rr-missing" });
  const status = el("div", { class: "rr-finished", role: "status" });
  let told = null;
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
    // The same words again would be read out again.
    const result = progress.finished ? JSON.stringify(progress.result ?? {}) : null;
    if (result === told) return;
    told = result;
    status.replaceChildren(...(progress.finished ? finished(view, progress.result) : []));
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

function finished(view, result) {
  const done = el("p", { text: ["You have answered everything.", score(result)].join(" ").trim() });
  const lacking = result?.missing.map((text) => el("li", { text })) ?? [];
  const list = lacking.length ? [el("ul", {}, ...lacking)] : [];
  return [done, ...list, ...whatNext(view)];
}

/** What a result comes to, in words; nothing where the server could not say it. */
export function score(result) {
  if (!result) return "";
  const { percent, needs, passed } = result;
  if (passed) return `You scored ${percent}%: that is a pass.`;
  if (percent < needs) return `You scored ${percent}%; you need ${needs}%.`;
  return `You scored ${percent}%, but this is not a pass yet.`;
}

function whatNext(view) {
  if (view.recorded === false) {
    return [el("p", { text: "This is a preview: nothing was recorded." })];
  }
  const graded = "For the record it is graded once more, which takes a few seconds.";
  const link = { class: "rr-button", href: view.home ?? "/", text: "See it in My training" };
  return [el("p", { text: graded }), el("p", {}, el("a", link))];
}
