// The hard end of a visit: it comes even if the app has forgotten about it.

import { onTick } from './tick.js';
import { wipe } from './wipe.js';

// No visit is longer, whatever the app asks for.
const LONGEST_S = 3600;

/** Listens for how many seconds are left; a later word takes the place of an earlier one. */
export function armLimit() {
  let ends;
  addEventListener('kiosk:limit', ({ detail }) => {
    if (!Number.isFinite(detail)) return;
    const left = 1000 * Math.min(Math.max(detail, 0), LONGEST_S);
    ends = { running: performance.now() + left, wall: Date.now() + left };
  }, true);
  onTick(() => {
    // One clock stands while the machine sleeps, and somebody may set the other: the earlier counts.
    if (ends && (performance.now() >= ends.running || Date.now() >= ends.wall)) wipe('limit');
  });
}
