// Clears what a browser keeps of a page, but for the app's own public files.

import { attempt, within } from './attempt.js';

const OWN = 'app-';

/** A document that died without a wipe has left its things to the next. */
export function clearAtStart() {
  clearNow();
  clearRest();
}

/** What can be cleared without waiting. */
export function clearNow() {
  const steps = [
    () => localStorage.clear(),
    () => sessionStorage.clear(),
    () => { window.name = ''; },
    clearCookies,
  ];
  for (const step of steps) attempt(step);
}

/** What takes a moment. Never rejects, but may never settle: whoever waits for it sets a limit. */
export function clearRest() {
  return Promise.all([clearDatabases(), clearCaches(), clearClipboard()]
    .map((step) => step.catch(() => undefined)));
}

/** Cookies that a script can see. The session's is none of them: the server ends that. */
function clearCookies() {
  for (const cookie of document.cookie.split(';')) {
    const name = cookie.split('=')[0].trim();
    if (name) document.cookie = `${name}=; path=/; max-age=0`;
  }
}

async function clearDatabases() {
  const known = await indexedDB.databases();
  await Promise.all(known.map(({ name }) => deleted(name)));
}

/** Settles when the database is gone, or kept by a document that is about to go. */
function deleted(name) {
  return new Promise((settle) => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of ['onsuccess', 'onerror', 'onblocked']) request[end] = settle;
  });
}

async function clearCaches() {
  if (!window.caches) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !name.startsWith(OWN)).map((name) => caches.delete(name)));
}

/** Chromium allows it to a page that somebody has just used. */
async function clearClipboard() {
  await within(200, navigator.clipboard?.writeText(''));
}
