// Tables that scroll, which are landmarks and so want a name each.

/** Calls each table's box after its caption, or after the heading that it stands under. */
export function nameTables(root) {
  for (const box of root.querySelectorAll(".scroll")) {
    box.removeAttribute("aria-label");
    const caption = box.querySelector("caption")?.textContent;
    const name = caption || headingBefore(box);
    const taken = [...document.querySelectorAll(".scroll")].map((e) => e.getAttribute("aria-label"));
    let [label, number] = [caption || `Table: ${name}`, 1];
    while (taken.includes(label)) label = `Table ${(number += 1)}: ${name}`;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", label);
  }
}

function headingBefore(box) {
  const before = [...document.querySelectorAll("h1, h2, h3")].filter(
    (one) => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const last = before.at(-1);
  return (last?.querySelector(".rr-name") ?? last)?.textContent ?? document.title;
}
