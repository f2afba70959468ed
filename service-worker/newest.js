// What changes under its name and is the same for everybody: from the server, or else as it was last.

import { ownCache } from './build.js';
import { inTime, isAway } from './server.js';

const ANSWER_MS = 4000;

/** The newest that can be had. */
export async function newest(event, path) {
  const asked = fetch(event.request);
  event.waitUntil(asked.then((answer) => keep(path, answer.clone())).catch(() => undefined));
  const kept = await ownCache().then((cache) => cache.match(path)).catch(() => undefined);
  if (kept && isAway()) return kept;
  const answer = kept ? await inTime(asked, ANSWER_MS) : await asked;
  return answer && answer.status < 500 ? answer : kept ?? answer ?? asked;
}

/** Keeps an answer; what the server does not have any more goes. */
async function keep(path, answer) {
  const cache = await ownCache();
  if (answer.status === 404) await cache.delete(path);
  // What is meant for one asker only says so.
  if (answer.ok && !answer.headers.get('cache-control')?.includes('no-store')) await cache.put(path, answer);
}

/** Fetches and keeps a path if there is nothing under it yet. */
export async function keepFirst(path) {
  const cache = await ownCache();
  if (!await cache.match(path)) await keep(path, await fetch(path));
}
