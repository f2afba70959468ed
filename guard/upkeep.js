// Begins a new document between two visits: for a new version of the app, once a night, and when the
// server is back.

import { isFromStore, isOffline, newBuild } from './heartbeat.js';
import { leave } from './leave.js';
import { endRow, mayTry, tried } from './notes.js';
import { build, isReady, phase, quietFor } from './page.js';
import { lacksPage } from './service.js';
import { onTick } from './tick.js';
import { isBroken } from './watchdog.js';

const MOMENT_MS = 1000;
const QUIET_MS = 10_000;
const QUIET_AT_NIGHT_MS = 60_000;
const OLD_MS = 20 * 3_600_000;
const WORKS_MS = 60_000;
// A new document that does not help is not begun again and again.
const SOON_MS = 30_000;
const AGAIN_MS = 600_000;

export function upkeep() {
  let leaving = false;
  onTick(() => {
    // Whoever has begun has an app that works; so has a display that stood there for a minute.
    const begun = phase() === 'start' || phase() === 'visit';
    const works = begun || (isReady() && performance.now() > WORKS_MS);
    if (works && !isBroken()) endRow();
    if (leaving || phase() !== 'attract' || isOffline()) return;
    const reason = why();
    if (!reason) return;
    leaving = true;
    // Somebody may come while the note is written.
    tried(reason).then(() => {
      leaving = phase() === 'attract' && quietFor() >= MOMENT_MS;
      if (leaving) leave(address());
    });
  });
}

/** The first good reason to begin anew, if there is one. */
function why() {
  const quiet = quietFor();
  const reasons = [
    [isFromStore() && quiet > MOMENT_MS, 'server-is-back', SOON_MS],
    [newBuild() && quiet > QUIET_MS, `build-${newBuild()}`, AGAIN_MS],
    // The service worker keeps the page that it sees go by, and the first went by without it.
    [lacksPage() && quiet > QUIET_MS, `page-of-${build()}`, AGAIN_MS],
    [isNight() && performance.now() > OLD_MS && quiet > QUIET_AT_NIGHT_MS, 'night', AGAIN_MS],
  ];
  return reasons.find(([holds, reason, pause]) => holds && mayTry(reason, pause))?.[1];
}

function isNight() {
  const hour = new Date().getHours();
  return hour >= 3 && hour < 5;
}

/** A receipt that is still on the screen is given anew, by the server that knows of it now. */
function address() {
  const after = new URLSearchParams(location.search).get('after');
  return after && after !== 'fault' ? `/?after=${encodeURIComponent(after)}` : '/';
}
