// Everything that a display could still hold of somebody: taken out of the browser, and searched.

import { found, foundInFolder } from './canary.mjs';

/** Where marks of a resident are, as lines; none after a wipe. `limits` says what is left out. */
export async function remains(place, marks) {
  const all = [];
  const search = (where, content) => {
    for (const field of found(content, marks)) all.push(`${field} in ${where}`);
  };
  for (const page of place.context.pages()) {
    const devtools = await place.context.newCDPSession(page);
    const seen = await page.evaluate(inThePage);
    for (const [where, texts] of Object.entries(seen)) for (const text of texts) search(where, text);
    const memory = await page.evaluate(() => window[Symbol.for('test')]?.memory() ?? []);
    if (memory.length === 0) all.push('the memory of the WebAssembly could not be read');
    for (const part of memory) search('the memory of the WebAssembly', Buffer.from(part, 'base64'));
    const { entries } = await devtools.send('Page.getNavigationHistory');
    search('the history', JSON.stringify(entries));
    const odd = entries.find(({ url }) => !/^(about:blank|https?:\/\/[^/]+\/(\?[\w=&]*)?)$/.test(url));
    if (odd) all.push(`the history has ${odd.url}`);
    search('the heap of the page', await heap(devtools));
    await devtools.detach();
  }
  const { cookies } = await place.devtools.send('Storage.getCookies').catch(() => ({ cookies: [] }));
  search('the cookies', JSON.stringify(cookies));
  for (const { name } of cookies) if (name !== 'cs_display') all.push(`there is a cookie ${name}`);
  return [...all, ...foundInFolder(place.profile, marks)];
}

/** A snapshot of all objects and texts of the page that are alive; it collects what is not. */
async function heap(devtools) {
  const parts = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  return parts.join('');
}

async function inThePage() {
  const done = (request) => new Promise((good) => {
    request.onsuccess = () => good(request.result);
    request.onerror = () => good(undefined);
    request.onblocked = () => good(undefined);
  });
  const databases = [];
  for (const { name } of await indexedDB.databases()) databases.push(name);
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      kept.push(path);
      if (!/\.wasm$/.test(path)) kept.push(await (await cache.match(request)).text());
    }
  }
  return {
    'the page': [document.documentElement.outerHTML, document.title, location.href],
    'a field': [...document.querySelectorAll('input, textarea, select')].map((it) => it.value),
    'the storage': [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie],
    'the state of the history': [JSON.stringify(history.state) ?? ''],
    'a database': databases,
    'a cache': kept,
  };
}
