// How sure the reader is of an answer: asked beside it, never required, never marked.

import { OptionGroup } from "./options.js";

const BANDS = [
  { id: "sure", html: "Sure" },
  { id: "fairly", html: "Fairly sure" },
  { id: "guess", html: "Guessing" },
];

/** The question; `base` is the id of the activity that it belongs to. */
export function confidenceGroup(base) {
  return new OptionGroup({
    base,
    key: "confidence",
    legend: "How sure are you?",
    hint: "You may leave this out. It changes no points.",
    options: BANDS,
    layout: "scale",
  });
}

/** What was said, as a sentence; empty when it was left out. */
export function saidOfConfidence(band) {
  const said = BANDS.find(({ id }) => id === band);
  return said ? `How sure you were: ${said.html.toLowerCase()}.` : "";
}
