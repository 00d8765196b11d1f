// The lesson page: draws the kernel's widgets into their places and keeps the reader informed.

import { Answers } from "./answers.js";
import { el } from "./dom.js";
import { KernelLine } from "./kernel.js";
import { Models } from "./models.js";
import player from "./player.js";

const GONE =
  "This page has lost its place on the training server. " +
  "The answers you checked are safe. Reload the page to carry on.";
const ELSEWHERE =
  "You have opened this lesson in another tab or on another device. " +
  "Go on there, or reload this page to go on here.";
const NOT_SENT = " Your last answer did not get through: check it again.";
const SLOW = "This takes longer than usual. You need not do anything.";
const STALE =
  "You began this lesson again on another page. Reload this page to carry on with the new attempt.";
const BROKEN = "This part of the lesson could not be shown. Reload the page.";

const SLOW_AFTER = 12000;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);

/** Shows a message that the reader has to act on, with the button or the link that does it. */
function notify(message, action) {
  byId("notice").replaceChildren(el("p", { text: message }), action);
}

function askToReload(message) {
  const button = el("button", { type: "button", class: "button", text: "Reload the page" });
  button.addEventListener("click", () => location.reload());
  notify(message, button);
}

function sendHome(message, { homeUrl }) {
  notify(message, el("a", { class: "button", href: homeUrl, text: "Go to my training" }));
}

/** What to say of a part that cannot be shown; a page cut short may not know whom to ask. */
function broken({ contact } = {}) {
  return contact ? `${BROKEN} If it happens again, tell ${contact}.` : BROKEN;
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

  line.addEventListener("gone", ({ detail }) => {
    tellSaveState("", false);
    const message = detail.elsewhere ? ELSEWHERE : GONE;
    // A page that was never ready may have its own words for it, with a button.
    const told = isLoading() && !detail.elsewhere && hasFailedPart();
    if (isLoading()) endLoading("failed");
    if (!told) askToReload(answers.waiting ? message + NOT_SENT : message);
  });
  models.addEventListener("ready", () => {
    if (!isLoading()) return;
    for (const place of places) drawInto(place, models, config, answers);
    if (isWhole() && !hasFailedPart()) endLoading("ready");
    else fail(config);
    const target = location.hash && byId(location.hash.slice(1));
    if (target) target.scrollIntoView({ behavior: "instant" });
  });
  window.addEventListener("pagehide", (event) => {
    if (!event.persisted) leave(config);
  });
  setTimeout(() => {
    if (isLoading()) byId("boot").textContent = SLOW;
  }, SLOW_AFTER);
  labelTables();
  line.connect();
}

/** Draws the widget that a cell put out, or says in its place that it could not be drawn. */
function drawInto(place, models, config, answers) {
  const host = el("div", { class: "activity" });
  place.replaceWith(host);
  try {
    const widget = JSON.parse(place.textContent)["application/vnd.jupyter.widget-view+json"];
    if (!widget) return;
    const model = models.get(widget.model_id);
    if (!model) throw new Error(`no widget ${widget.model_id}`);
    model.set("view", { ...model.get("view"), home: config.homeUrl });
    listen(model, answers, config);
    player.render({ model, el: host });
  } catch (error) {
    console.error(error);
    host.replaceChildren(el("p", { class: "warning cell-failed", text: broken(config) }));
  }
}

/** Follows what is said of a model's answers, and how far the reader has come. */
function listen(model, answers, config) {
  model.on("msg:custom", (message) => {
    answers.settle(message);
    if (message.progress) tellProgress(message.progress);
    if (message.code === "stale-attempt") askToReload(STALE);
    if (message.code === "no-ticket") askToReload(GONE);
    if (message.code === "attempt-over") sendHome(message.error, config);
  });
  tellProgress(model.get("progress"));
}

const isLoading = () => root.dataset.lesson === "loading";
const hasFailedPart = () => document.querySelector(".cell-failed") !== null;

/** Whether the page came to its end: the foot is the last that the server sends. */
const isWhole = () => document.querySelector(".foot") !== null;

/** `outcome`: "ready" when every part of the page answers, else "failed". */
function endLoading(outcome) {
  byId("boot").replaceChildren();
  byId("boot").hidden = true;
  root.dataset.lesson = outcome;
}

/** A lesson with a part missing is told so, unless the page says it where the part should be. */
function fail(config) {
  endLoading("failed");
  if (!hasFailedPart()) askToReload(broken(config));
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

/** Opens for the printer what is folded away; not every browser can do so by style alone. */
function unfoldForPrint() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".rr details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

unfoldForPrint();
// This runs when the whole document is here: without its config the server broke off early.
const config = byId("lesson-config");
if (config) start(JSON.parse(config.textContent));
else fail();
