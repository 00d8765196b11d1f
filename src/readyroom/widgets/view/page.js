// The lesson page: draws the kernel's widgets into their places and keeps the reader informed.

import { Answers } from "./answers.js";
import { el } from "./dom.js";
import { KernelLine } from "./kernel.js";
import { Models } from "./models.js";
import player from "./player.js";

const GONE =
  "This page has lost its place on the training server. " +
  "The answers you checked are safe. Reload the page to carry on.";
const NOT_SENT = " Your last answer did not get through: check it again.";
const SLOW = "This takes longer than usual. You need not do anything.";
const STALE =
  "You began this lesson again on another page. Reload this page to carry on with the new attempt.";
const BROKEN =
  "This part of the lesson could not be shown. Reload the page. " +
  "If it happens again, tell the Central Support Team.";

const SLOW_AFTER = 12000;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);

/** Shows a message that the reader has to act on, with the button that does it. */
function askToReload(message) {
  const button = el("button", { type: "button", class: "button", text: "Reload the page" });
  button.addEventListener("click", () => location.reload());
  byId("notice").replaceChildren(el("p", { text: message }), button);
}

function tellSaveState(text, trouble) {
  const place = byId("save");
  place.classList.toggle("trouble", trouble);
  // The same words again would be read out again.
  if (place.textContent !== text) place.textContent = text;
}

function tellProgress({ answered, of }) {
  byId("progress").hidden = false;
  byId("progress-words").textContent = `${answered} of ${of} answered`;
  byId("progress-bar").max = of || 1;
  byId("progress-bar").value = answered;
}

/** "14:02", in the trust's zone when the page names one, else in the reader's. */
function clock(timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: timeZone || undefined,
  });
  return (utc) => format.format(new Date(utc));
}

function start(config) {
  const line = new KernelLine(config);
  const answers = new Answers(line, { tell: tellSaveState, clock: clock(config.timeZone) });
  const models = new Models(line, (id, content) => answers.keep(id, content));
  const places = [...document.querySelectorAll("script.cell-output")];

  line.addEventListener("gone", () => {
    tellSaveState("", false);
    askToReload(answers.waiting ? GONE + NOT_SENT : GONE);
  });
  models.addEventListener("ready", () => {
    const drawn = places.map((place) => drawInto(place, models, config, answers));
    ready(drawn.every(Boolean));
  });
  window.addEventListener("pagehide", (event) => {
    if (!event.persisted) leave(config);
  });
  setTimeout(() => {
    if (root.dataset.lesson === "loading") byId("boot").textContent = SLOW;
  }, SLOW_AFTER);
  labelTables();
  line.connect();
}

/** Draws the widget that a cell put out; false when it could not be drawn. */
function drawInto(place, models, config, answers) {
  const widget = JSON.parse(place.textContent)["application/vnd.jupyter.widget-view+json"];
  if (!widget) return true;
  const host = el("div", { class: "activity" });
  place.replaceWith(host);
  const model = models.get(widget.model_id);
  try {
    if (!model) throw new Error(`no widget ${widget.model_id}`);
    model.set("view", { ...model.get("view"), home: config.homeUrl });
    listen(model, answers);
    player.render({ model, el: host });
    return true;
  } catch (error) {
    console.error(error);
    host.replaceChildren(el("p", { class: "warning", text: BROKEN }));
    return false;
  }
}

/** Follows what is said of a model's answers, and how far the reader has come. */
function listen(model, answers) {
  model.on("msg:custom", (message) => {
    answers.settle(message);
    if (message.progress) tellProgress(message.progress);
    if (message.code === "stale-attempt") askToReload(STALE);
    if (message.code === "no-ticket") askToReload(GONE);
  });
  tellProgress(model.get("progress"));
}

/** The page is ready when every part of it is drawn; a part that failed is told, not hidden. */
function ready(complete) {
  byId("boot").hidden = true;
  root.dataset.lesson = complete && !document.querySelector(".cell-failed") ? "ready" : "failed";
  const target = location.hash && byId(location.hash.slice(1));
  if (target) target.scrollIntoView({ behavior: "instant" });
}

/** Lets the tables of the lesson's text turn into one card a row on a narrow screen. */
function labelTables() {
  for (const table of document.querySelectorAll(".prose table")) {
    const head = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent);
    table.classList.add("stack");
    for (const cell of table.querySelectorAll("tbody td")) {
      cell.dataset.label = head[cell.cellIndex] ?? "";
    }
    table.parentElement.setAttribute("role", "region");
    table.parentElement.setAttribute("aria-label", "Table");
  }
}

/** Gives the kernel back when the page is closed. */
function leave({ baseUrl, kernelId }) {
  const form = new FormData();
  form.append("_xsrf", document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/)?.[1] ?? "");
  navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
}

const config = byId("lesson-config");
if (config) start(JSON.parse(config.textContent));
