// The lesson page: draws the kernel's widgets into their places and keeps the reader informed.

import { Answers } from "./answers.js";
import { followContents, listActivities, tellTimeLeft } from "./contents.js";
import { el, signedForm } from "./dom.js";
import { Drafts } from "./drafts.js";
import { KernelLine } from "./kernel.js";
import { Models } from "./models.js";
import { cameBack, goTo, keepPlace, offerToCarryOn, restorePlace } from "./place.js";
import player from "./player.js";
import { nameTables } from "./tables.js";

const GONE =
  "This page has lost its place on the training server. " +
  "The answers you checked are safe. Reload the page to continue.";
const ELSEWHERE =
  "You have opened this lesson in another tab or on another device. " +
  "Continue there, or reload this page to continue here.";
const NOT_SENT = " Your last answer did not get through: check it again.";
const SLOW = "This takes longer than usual. You need not do anything.";
const STALE =
  "You began this lesson again on another page. Reload this page to continue with the new attempt.";
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

function tellProgress(progress) {
  const { answered, of } = progress;
  tellTimeLeft(progress);
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
  const drafts = new Drafts(line, `${location.pathname}/draft`);
  const models = new Models(line, (id, content) => {
    const view = models.get(id)?.get("view");
    if (content.kind === "answer") answers.keep(id, content);
    else if (view?.tag) drafts.keep(view.slug, view.tag, content.draft);
  });
  const page = { config, models, answers, drafts };
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
    const views = places.map((place) => drawInto(place, page));
    listActivities();
    if (isWhole() && !hasFailedPart()) endLoading("ready");
    else fail(config);
    findPlace(views.find((view) => view?.place));
  });
  keepPlace(tab(), () => root.dataset.lesson === "ready");
  window.addEventListener("pagehide", (event) => {
    if (!event.persisted) leave(config);
  });
  setTimeout(() => {
    if (isLoading()) byId("boot").textContent = SLOW;
  }, SLOW_AFTER);
  labelTables();
  line.connect();
}

/** What a browser keeps for this tab; null where it keeps nothing. */
function tab() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** Leads the reader to where they were, or to what the address names. */
function findPlace(view) {
  const named = location.hash.slice(1);
  if (view && !named) offerToCarryOn(view, byId("boot"));
  if (cameBack()) restorePlace(tab());
  else goTo(named);
}

/** Draws the widget that a cell put out, and gives its view; or says that it could not be drawn. */
function drawInto(place, page) {
  const { config, models } = page;
  const host = el("div", { class: "activity" });
  place.replaceWith(host);
  try {
    const widget = JSON.parse(place.textContent)["application/vnd.jupyter.widget-view+json"];
    if (!widget) return null;
    const model = models.get(widget.model_id);
    if (!model) throw new Error(`no widget ${widget.model_id}`);
    const view = { ...model.get("view"), home: config.homeUrl };
    model.set("view", view);
    listen(model, view.slug, page);
    player.render({ model, el: host });
    return view;
  } catch (error) {
    console.error(error);
    host.replaceChildren(el("p", { class: "warning cell-failed", text: broken(config) }));
    return null;
  }
}

/** Follows what is said of a model's answers, and how far the reader has come. */
function listen(model, slug, { config, answers, drafts }) {
  model.on("closed", () => askToReload(GONE));
  model.on("msg:custom", (message) => {
    answers.settle(message);
    if (message.state) drafts.forget(slug);
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
  }
  nameTables(document);
}

/** Gives the kernel back when the page is closed. */
function leave({ baseUrl, kernelId }) {
  navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, signedForm());
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

followContents();
unfoldForPrint();
// This runs when the whole document is here: without its config the server broke off early.
const config = byId("lesson-config");
if (config) start(JSON.parse(config.textContent));
else fail();
