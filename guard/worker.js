// The display's service worker: keeps the app's own public files, and the last good attract screen, for
// the time that the server does not answer. Nothing about a resident passes through it.
//
// BUILD and FILES are put in by scripts/shrink.mjs.

/* global BUILD, FILES, clients, skipWaiting */

const CACHE = `app-${BUILD}`;
const NOTES = 'app-notes';
const PAGE = '/';
const RULES = '/api/v1/rulebook';
const ANSWER_MS = 4000;

const hashed = /-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$/;
const notPages = /^\/(api|display|metrics|healthz|readyz)(\/|$)/;

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(keepFiles());
});

addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate') {
    if (!notPages.test(pathname)) event.respondWith(page(event, pathname + search));
  } else if (search) {
    return;
  } else if (hashed.test(pathname)) {
    event.respondWith(file(event.request));
  } else if (pathname === RULES || FILES.includes(pathname)) {
    event.respondWith(newest(event, pathname));
  }
});

async function keepFiles() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(path, { cache: hashed.test(path) ? 'default' : 'no-cache' })));
  // Whoever runs the server may still be filling it: the rules can come later.
  await cache.add(RULES).catch(() => undefined);
}

/** A file whose name tells its content. Those of an older build stay for the document that names them. */
async function file(request) {
  return await caches.match(request, { ignoreVary: true }) ?? fetch(request);
}

/** What changes under its name: from the server, or else as it was. */
async function newest(event, path) {
  const answer = await inTime(fetch(event.request));
  if (answer?.ok) {
    const copy = answer.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(path, copy)).catch(() => undefined));
  }
  if (answer && answer.status < 500) return answer;
  return await kept(path) ?? answer ?? Response.error();
}

/** The page: from the server, or else the last good attract screen. */
async function page(event, address) {
  const asked = fetch(event.request);
  const answer = await inTime(asked);
  if (address === PAGE && answer?.ok) {
    const copy = answer.clone();
    event.waitUntil(keepPage(copy).catch(() => undefined));
  }
  if (answer && answer.status < 500) return answer;
  return await kept(PAGE) ?? asked;
}

/** Keeps an attract screen of this build, painted for nobody: without a receipt. */
async function keepPage(answer) {
  const text = await answer.text();
  if (!/<html[^>]*data-kiosk="?attract/.test(text) || !text.includes(BUILD)) return;
  const cache = await caches.open(CACHE);
  const headers = new Headers(answer.headers);
  // The text is not compressed any more.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  await cache.put(PAGE, new Response(text, { headers }));
  // From here on nothing needs the older builds: their document has just been replaced.
  for (const name of await caches.keys()) {
    if (name.startsWith('app-') && name !== CACHE && name !== NOTES) await caches.delete(name);
  }
}

/** From this build, or else from an older one that is still there. */
async function kept(path) {
  const own = await (await caches.open(CACHE)).match(path, { ignoreVary: true });
  return own ?? caches.match(path, { ignoreVary: true });
}

/** An answer in time, or none. */
function inTime(asked) {
  const late = new Promise((settle) => {
    setTimeout(settle, ANSWER_MS);
  });
  return Promise.race([asked, late]).catch(() => undefined);
}
