// The wipe: ends a visit, and leaves nothing of it. One function, once in a document, within 1.5 seconds.

import { attempt, within } from './attempt.js';
import { at } from './home.js';
import { leave } from './leave.js';
import { clearNow, clearRest } from './storage.js';
import { endTracked } from './tracked.js';

// For the server's answer. The request goes on by itself after the document is gone.
const TELL_MS = 800;
// For everything. What a database or a cache has not done by then, the next document does anew.
const LIMIT_MS = 1000;

const WAYS = ['done', 'idle', 'limit', 'quick', 'ended', 'connection', 'fault'];

// Kept from the start: whatever the app does later, these are the browser's own.
const ask = window.fetch.bind(window);
const title = 'Citizen Score';

let begun = false;

/** Listens for the app's wish to end a visit. */
export function answerWipe() {
  addEventListener('kiosk:wipe', (event) => wipe(event.detail), true);
  // A document out of the browser's memory is one that was wiped, or should have been.
  addEventListener('pageshow', (event) => { if (event.persisted) wipe('done'); }, true);
}

/** Ends the visit. `after` says why, for the receipt. A second call does nothing. */
export function wipe(after) {
  if (begun) return;
  begun = true;
  const way = WAYS.includes(after) ? after : 'done';
  for (const step of [hide, silence, endTracked, clearNow]) attempt(step);
  let told = false;
  const telling = within(TELL_MS, tell()).then((answer) => { told = answer === true; });
  within(LIMIT_MS, Promise.all([telling, clearRest()])).then(() => {
    // The app may have written something meanwhile, as its last requests were answered.
    attempt(clearNow);
    attempt(() => history.replaceState(null, '', at('/')));
    leave(`/?after=${way}${told ? '' : '&untold=1'}`);
  });
}

/** Nothing stays in sight or in the document, whatever the app still does to it. */
function hide() {
  const root = document.documentElement;
  root.dataset.kiosk = 'wiping';
  root.style.setProperty('display', 'none', 'important');
  // A body of its own: the old one's listeners, attributes and state go with it.
  document.body?.replaceWith(document.createElement('body'));
  document.title = title;
  for (const name of ['masked', 'large', 'contrast', 'low', 'begin']) delete root.dataset[name];
}

function silence() {
  window.speechSynthesis?.cancel();
}

/** Whether the server knows that the visit is over: it has ended the session, or knew of none. */
async function tell() {
  const { ok, status } = await ask('/api/v1/session', { method: 'DELETE', keepalive: true });
  return ok || status === 401;
}
