// Notices that the app has broken: a panic, a trap of the WebAssembly, or a beat that does not come.
//
// A page that answers to nothing at all stops the guard too; that is seen from outside the browser.

import { attempt } from './attempt.js';
import { leave } from './leave.js';
import { row, whenNoted } from './notes.js';
import { isUntouched, phase, whenRead } from './page.js';
import { onTick, TICK_MS } from './tick.js';
import { wipe } from './wipe.js';

const SILENCE_MS = 1500;
// An app that breaks each time before anybody has touched it is not started again and again.
const AT_ONCE = 3;
const REST_MS = 5000;
const LONGEST_REST_MS = 300_000;

let broken = false;
let attract;

/** Whether the app has broken. */
export const isBroken = () => broken;

/** Watches from now on. */
export function watch() {
  whenRead(() => { attract ??= document.getElementById('frame'); });
  attempt(watchBeats);
  attempt(watchTraps);
  attempt(watchPanics);
}

function watchBeats() {
  let beating = false;
  let silence = 0;
  addEventListener('kiosk:beat', () => {
    beating = true;
    silence = 0;
  }, true);
  document.addEventListener('visibilitychange', () => { silence = 0; }, true);
  onTick((gap) => {
    // A hidden page is throttled, and a machine may sleep: while the guard did not run, nobody was at
    // fault, and a tick that comes late may come before the beat that is late for the same reason.
    const excused = !beating || document.hidden || gap > SILENCE_MS;
    silence = excused ? 0 : silence + Math.min(gap, 2 * TICK_MS);
    if (silence > SILENCE_MS) fault();
  });
}

function watchTraps() {
  addEventListener('error', ({ error, message }) => { if (isTrap(error, message)) fault(); }, true);
  addEventListener('unhandledrejection', ({ reason }) => { if (isTrap(reason, reason)) fault(); }, true);
}

/** Rust prints a panic before it traps, and somebody may catch the trap. */
function watchPanics() {
  const print = console.error.bind(console);
  console.error = (...given) => {
    if (given.some((it) => attempt(() => String(it).includes('panicked at')))) fault();
    print(...given);
  };
}

/** Whether the WebAssembly stopped half way: its memory is not to be trusted after that. */
function isTrap(error, message) {
  if (error instanceof WebAssembly.RuntimeError) return true;
  const words = `${attempt(() => error?.message)} ${attempt(() => String(message))}`;
  return words.includes('unreachable') || words.includes('Maximum call stack');
}

function fault() {
  if (broken) return;
  broken = true;
  attract ??= document.getElementById('frame');
  if (phase() !== 'attract' || !isUntouched()) {
    wipe('fault');
    return;
  }
  // Nobody has been here: there is time to look how often this has happened.
  whenNoted().then(() => {
    if (row() >= AT_ONCE) rest();
    else wipe('fault');
  });
}

/** Shows the attract screen as the server painted it, without the app, and tries again later. */
function rest() {
  // After the panic: its card would otherwise take this place.
  setTimeout(() => attempt(() => attract && document.body.replaceChildren(attract)), 0);
  // Somebody who is there is worth a try.
  addEventListener('click', () => leave('/?after=fault'), true);
  const pause = Math.min(REST_MS * 2 ** (row() - AT_ONCE), LONGEST_REST_MS);
  setTimeout(() => leave('/?after=fault'), pause);
}
