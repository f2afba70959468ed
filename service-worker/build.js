// The files of this worker's build, each checked by its content.

/* global BUILD, FILES */

const PREFIX = 'phone-';
const CACHE = `${PREFIX}${BUILD}`;

/** The cache of this build. */
export const ownCache = () => caches.open(CACHE);

/** Keeps every file of the build, or none: with one missing, the older version goes on. */
export async function keepAll() {
  try {
    const cache = await ownCache();
    // One after the other, so that the page, which may still be loading, has the connection.
    for (const [path, digest] of Object.entries(FILES)) {
      // What has not changed since an older build need not be fetched again.
      await cache.put(path, await fitting(path, digest) ?? await fetched(path, digest));
    }
  } catch (error) {
    await caches.delete(CACHE).catch(() => undefined);
    throw error;
  }
}

/** A file of the build as it was kept; one that is gone or spoilt is fetched and kept anew. Fails where
 * it cannot be had. */
export async function file(event, path, digest) {
  // A browser that keeps nothing has no cache to open.
  const cache = await ownCache().catch(() => undefined);
  const kept = cache && await fitting(path, digest, cache).catch(() => undefined);
  if (kept) return kept;
  const answer = await fetched(path, digest);
  const copy = answer.clone();
  event.waitUntil(cache?.put(path, copy).catch(() => undefined));
  return answer;
}

/** After the change to this build: what the older ones kept. */
export async function dropOtherBuilds() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** What is kept under a path, if its content is the right one. */
async function fitting(path, digest, store = caches) {
  const [kept, copy] = await Promise.all([store.match(path), store.match(path)]);
  return kept && await fits(copy, digest) ? kept : undefined;
}

/** A file from the server, past the browser's own store if that holds something else. */
async function fetched(path, digest) {
  for (const cache of ['default', 'reload']) {
    const answer = await fetch(path, { cache });
    if (answer.ok && await fits(answer.clone(), digest)) return answer;
  }
  throw new Error(`${path} is of another build`);
}

async function fits(answer, digest) {
  try {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('').startsWith(digest);
  } catch {
    return false;
  }
}
