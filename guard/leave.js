// Goes to a fresh document, which takes the place of this one.

import { attempt } from './attempt.js';
import { at } from './home.js';

// The service worker answers within four seconds; whoever is still here then tries again.
const AGAIN_MS = 8000;

let leaving = false;

/** Whether this document is on its way out by the guard's own wish. */
export const isLeaving = () => leaving;

/** Replaces the document. The first call counts. */
export function leave(address) {
  if (leaving) return;
  leaving = true;
  const go = () => attempt(() => location.replace(at(address)));
  go();
  setInterval(go, AGAIN_MS);
}
