// Waits for the app to start, and not for ever.

import { isOffline } from './heartbeat.js';
import { leave } from './leave.js';
import { row } from './notes.js';
import { isReady, phase } from './page.js';
import { onTick, TICK_MS } from './tick.js';

const WAIT_MS = 20_000;
const LONGEST_MS = 600_000;

export function waitForApp() {
  let waited = 0;
  onTick((gap) => {
    if (isReady() || phase() !== 'attract' || isOffline()) return;
    waited += Math.min(gap, 2 * TICK_MS);
    // Counted as a fault, so that each further wait in a row is longer.
    if (waited > Math.min(WAIT_MS * 2 ** row(), LONGEST_MS)) leave('/?after=fault');
  });
}
