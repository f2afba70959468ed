// The guard's own pulse: what it looks at four times a second.

import { attempt } from './attempt.js';

export const TICK_MS = 250;

const looks = [];

/** Calls `look` with the milliseconds since the last tick. */
export function onTick(look) {
  looks.push(look);
}

export function startTicking() {
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const gap = now - last;
    last = now;
    for (const look of looks) attempt(() => look(gap));
  }, TICK_MS);
}
