// Goes to a fresh document, which takes the place of this one.

import { attempt } from './attempt.js';
import { at } from './home.js';

// The service worker answers within four seconds; whoever is still here then tries again.
const AGAIN_MS = 8000;

let leaving = false;
let address = '/';

/** Whether this document is on its way out by the guard's own wish. */
export const isLeaving = () => leaving;

/** Replaces the document. The first call counts. */
export function leave(to) {
  if (leaving) return;
  leaving = true;
  address = to;
  go();
  setInterval(go, AGAIN_MS);
}

/** Somebody has begun while this document leaves: the next one knows of it, in this language. */
export function takeAlong(language) {
  address = `/?begin=${encodeURIComponent(language)}`;
  go();
}

function go() {
  attempt(() => location.replace(at(address)));
}
