// Something that people wrote, drawn as one would meet it: a post, a message, an email, a profile.
// The server draws those inside a text in the same way (widgets/shown.py).

import { el } from "./dom.js";

const BY = {
  post: "Post by",
  comment: "Comment by",
  message: "Message from",
  email: "Email from",
  profile: "Profile of",
};

/** `author` is HTML. Filling `body` is left to the caller. */
export function shown(kind, author) {
  const body = el("blockquote");
  const figure = el(
    "figure",
    { class: `shown shown-${kind}` },
    el(
      "figcaption",
      {},
      el("span", { class: "rr-spoken", text: BY[kind] }),
      " ",
      el("span", { class: "shown-by", html: author }),
    ),
    body,
  );
  return { figure, body };
}
