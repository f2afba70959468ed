// Registers the service worker, and finds out that a newer version waits.

import { offer } from './offer.js';
import { change } from './state.js';

const WORKER = '/worker.js';
const LOOK_MS = 60 * 60 * 1000;
/** Before the next try to get a newer version that could not be had; it doubles with each. */
const FIRST_WAIT_MS = 10_000;

/** Before a newer version that was taken is asked again to take over, and how often it is asked. */
const AGAIN_MS = 1000;
const TRIES = 8;

const root = document.documentElement;
const container = navigator.serviceWorker;
let registration;
let wait = FIRST_WAIT_MS;

/** Begins. Without service workers, or where the browser keeps nothing, the app works as it did. */
export function startUpdates() {
  document.addEventListener('click', (press) => {
    if (press.target.closest('[data-take]')) take();
  });
  if (container) start().catch(() => undefined);
}

/** Lets the newer version take over; the change reloads every page. It waits until the older one has
 * nothing to do, and is asked again; what a page of its own still holds up is over when that is reloaded. */
export function take(tries = TRIES) {
  const waiting = registration?.waiting;
  if (!waiting || tries === 0) return location.reload();
  waiting.postMessage(['take']);
  return setTimeout(take, AGAIN_MS, tries - 1);
}

async function start() {
  reloadAtChange();
  const known = await container.getRegistration();
  // Whoever saves data is not made to load the whole app.
  if (!known && navigator.connection?.saveData) return;
  registration = await container.register(WORKER, { updateViaCache: 'none' });
  look();
  // The browser looks for a newer one by itself too, and may be at it already.
  follow();
  registration.addEventListener('updatefound', follow);
  tellLanguage();
  new MutationObserver(tellLanguage).observe(root, { attributeFilter: ['lang'] });
  lookAgain();
  if (known) await ask();
}

/** The first worker of all comes to an open page too; that is no change. */
function reloadAtChange() {
  let before = container.controller;
  container.addEventListener('controllerchange', () => {
    if (before) location.reload();
    before = container.controller;
  });
}

/** A page that stays open for days asks too. */
function lookAgain() {
  let last = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - last < LOOK_MS) return;
    last = Date.now();
    ask();
  });
}

function follow() {
  const coming = registration.installing;
  coming?.addEventListener('statechange', () => {
    look();
    if (coming.state === 'redundant' && !registration.waiting) again();
  });
  // Where the page was busy, it may be there already.
  look();
}

/** Asks for a newer version; without an answer, again after a while. */
async function ask() {
  try {
    await registration.update();
  } catch {
    again();
  }
}

function again() {
  setTimeout(ask, wait);
  wait = Math.min(2 * wait, LOOK_MS);
}

async function tellLanguage() {
  const { active } = await container.ready;
  active.postMessage(['language', root.lang]);
}

function look() {
  // Without a worker at work there is nothing that the waiting one would take the place of.
  if (!registration.waiting || !container.controller) return;
  change({ newer: true });
  whenReady(offer);
}

/** Runs something once the app has taken over the page. */
function whenReady(run) {
  if (root.dataset.app) return run();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    run();
  });
  watch.observe(root, { attributeFilter: ['data-app'] });
}
