// A draft whose passages can be put better: a question for each, and how it reads with them.

import { answeredOnce, tally } from "./answered.js";
import { el } from "./dom.js";
import { AnswerForm } from "./form.js";
import { frame, idOf, titleOf } from "./frame.js";
import { OptionGroup } from "./options.js";
import { shown } from "./shown.js";
import { words } from "./stem.js";

const LABELS = {
  right: "Your wording, and a good one",
  wrong: "Your wording, but not a good one",
  missed: "A good wording",
};

/** Draws the task; gives back the part that the player talks to. */
export function drawRewrite({ view, root, answer, changed }) {
  const { section, status, rules } = frame(view, root);
  const groups = new Map(view.spots.map((spot) => [spot.id, spotGroup(view, spot)]));
  const preview = text(view);
  const form = new AnswerForm({
    groups: [...groups.values()],
    body: [
      [...groups.values()].map((group) => group.element),
      el("div", { class: "rr-preview" }, caption("How it reads now"), preview.figure),
    ],
    heading: titleOf(view),
    sureOf: view.confidence && idOf(view),
    onChange: () => {
      refresh();
      changed();
    },
    onAnswer: (sureness) => {
      const wordings = [...groups].map(([id, group]) => [id, group.chosen[0]]);
      answer(Object.fromEntries(wordings), sureness);
    },
  });
  const draft = text(view, true);
  draft.fill(() => "");
  refresh();
  section.append(words(view.stem), caption("The draft"), draft.figure, form.form, status, rules);

  function refresh() {
    preview.fill((spot) => groups.get(spot).chosen[0]);
  }

  function reveal(response, { spots }) {
    const answers = view.spots.map(({ id, name }) => {
      const group = groups.get(id);
      const good = spots[id].right;
      group.lock([response[id]]);
      for (const wording of new Set([response[id], ...good])) {
        group.remark(wording, {
          chosen: wording === response[id],
          right: good.includes(wording),
          html: spots[id].wordings[wording].html,
        });
      }
      return { id: group.element.id, html: name, right: good.includes(response[id]) };
    });
    refresh();
    return tally(answers, "passage");
  }

  const part = answeredOnce({ section, status, rules, form, reveal });
  return {
    ...part,
    restore(saved) {
      part.restore(saved);
      refresh();
    },
  };
}

function spotGroup(view, { id, name, wordings }) {
  const [own, ...others] = wordings;
  return new OptionGroup({
    base: idOf(view),
    key: `spot-${id}`,
    legend: `${name}: how do you put it?`,
    missing: "choose a wording",
    options: [
      { id: own.id, html: `${own.html} <span class="rr-aside">(as in the draft)</span>` },
      ...others,
    ],
    labels: LABELS,
  });
}

const caption = (words) => el("p", { class: "rr-label", text: words });

/**
 * The text as it would look. `fill(chosen)` writes it, with the wording that `chosen(spot)` names
 * for each passage, or the draft's own. With `names` each passage is called by its name.
 */
function text(view, names = false) {
  const { figure, body } = shown(view.shown, view.author);
  const spots = new Map(view.spots.map((spot) => [spot.id, spot]));
  function passage({ name, wordings }, chosen) {
    const wording = wordings.find(({ id }) => id === chosen) ?? wordings[0];
    const put = el("span", { class: `rr-passage${chosen ? " rr-put" : ""}`, html: wording.html });
    return names ? [el("span", { class: "rr-passage-name", text: name }), " ", put] : [put];
  }
  function fill(chosen) {
    const pieces = view.parts.map(({ spot, html }) =>
      spot ? passage(spots.get(spot), chosen(spot)) : el("span", { html }),
    );
    body.replaceChildren(...pieces.flat());
  }
  return { figure, fill };
}
