// What the guard remembers from one document to the next: counts, and nothing about anybody.
//
// They are in a cache of the app's own, since that alone outlives a wipe. Where a browser has none
// (a server without TLS), the address tells at least of the last fault.

import { attempt, within } from './attempt.js';

const PLACE = 'app-notes';
const KEY = '/kiosk-notes.json';
const READ_MS = 1000;
const LONGEST_LIST = 9;

const notes = { restarts: 0, row: 0, tried: {} };
let reading = Promise.resolve();

/** How often the watchdog has begun anew since the browser was started. */
export const restarts = () => notes.restarts;

/** How often in a row the app broke before anybody used it. */
export const row = () => notes.row;

/** Settles when the notes are read, or cannot be; never late. */
export const whenNoted = () => reading;

export function startNotes() {
  const fault = new URLSearchParams(location.search).get('after') === 'fault';
  reading = within(READ_MS, read()).then(async (before) => {
    Object.assign(notes, before);
    if (!fault) return;
    notes.restarts += 1;
    notes.row += 1;
    await within(READ_MS, write());
  });
}

/** The app works: the next fault is the first of its row. */
export function endRow() {
  if (notes.row === 0) return;
  notes.row = 0;
  write();
}

/** Whether nothing has been done for this reason in the last so many milliseconds. */
export function mayTry(reason, pause) {
  return Math.abs(Date.now() - (notes.tried[reason] ?? 0)) > pause;
}

/** Notes that it is about to be done. */
export function tried(reason) {
  // Reasons name builds: those of yesterday need not be kept.
  const recent = Object.entries(notes.tried).slice(-LONGEST_LIST);
  notes.tried = { ...Object.fromEntries(recent), [reason]: Date.now() };
  return within(READ_MS, write());
}

async function read() {
  const kept = await (await caches.open(PLACE)).match(KEY);
  return kept && await kept.json();
}

function write() {
  return Promise.resolve(attempt(async () => {
    await (await caches.open(PLACE)).put(KEY, new Response(JSON.stringify(notes)));
  })).catch(() => undefined);
}
