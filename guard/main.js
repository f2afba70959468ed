// What watches over the app on a shared display: outside the WebAssembly, and before every other script.
//
// It answers to the events that the app sends (kiosk:wipe, kiosk:limit, kiosk:beat, kiosk:print), and to
// what happens when the app can send none. docs/decisions/0026-guard-outside-webassembly.md says why.

import { attempt } from './attempt.js';
import { keepBegin } from './begin.js';
import { forbidDialogs } from './dialogs.js';
import { drift } from './drift.js';
import { startHeartbeat } from './heartbeat.js';
import { armLimit } from './limit.js';
import { lockLinks } from './links.js';
import { lockDown } from './lockdown.js';
import { startNotes } from './notes.js';
import { beginAttract, watchTouches } from './page.js';
import { waitForApp } from './patience.js';
import { showReceipt } from './receipt.js';
import { startWorker } from './service.js';
import { clearAtStart } from './storage.js';
import { startTicking } from './tick.js';
import { track } from './tracked.js';
import { upkeep } from './upkeep.js';
import { watch } from './watchdog.js';
import { answerWipe } from './wipe.js';

const parts = [
  beginAttract, answerWipe, watch, armLimit, track, forbidDialogs, lockDown, lockLinks, watchTouches,
  keepBegin, clearAtStart, startNotes, showReceipt, startHeartbeat, waitForApp, upkeep, drift,
  startWorker, startTicking,
];
// One part that cannot start must not keep the others from starting.
for (const start of parts) attempt(start);
