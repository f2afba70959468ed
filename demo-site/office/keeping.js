// What all tabs of a browser share of the demo: one state, in a database of the browser, with a number
// that grows. Whoever changes it does so in turn, and tells the others.
//
// Where the browser lets nothing be kept, each tab has a demo of its own, until it is loaded anew. A state
// of another day or of another build of the demo counts for nothing: the dates of the demo are of the day.

const NAME = 'citizen-score-demo';
const STORE = 'office';
const day = () => new Date().toISOString().slice(0, 10);

const channel = 'BroadcastChannel' in self ? new BroadcastChannel(NAME) : undefined;
const database = open().catch(() => undefined);
let last = Promise.resolve();

/** Runs one thing at a time, over all tabs where the browser can do that. */
export function inTurn(act) {
  if (navigator.locks) return navigator.locks.request(NAME, act);
  const turn = last.then(act);
  last = turn.catch(() => undefined);
  return turn;
}

/** The number of the state, and, if it is another than the one known, the state with its cookies. */
export async function kept(known) {
  const edition = await get('edition');
  if (edition === undefined) return { edition: known ?? 0 };
  const of = await get('of');
  if (of !== `${BUILD} ${day()}` && known === undefined) return { edition };
  if (edition === known) return { edition, cookies: await get('cookies') };
  return { edition, state: await get('state'), cookies: await get('cookies') };
}

/** Keeps a state in the place of the one with the number `before`. Returns its number. */
export async function keep({ saved, cookies }, before) {
  const edition = before + 1;
  const rows = { edition, of: `${BUILD} ${day()}`, state: saved, cookies };
  const store = (await database)?.transaction(STORE, 'readwrite').objectStore(STORE);
  if (!store) return edition;
  try {
    for (const [name, value] of Object.entries(rows)) store.put(value, name);
    await new Promise((good, bad) => {
      store.transaction.oncomplete = good;
      store.transaction.onabort = bad;
    });
  } catch {
    // A full disk: this tab goes on from memory.
    return edition;
  }
  channel?.postMessage(edition);
  return edition;
}

export function whenOthersChange(then) {
  channel?.addEventListener('message', then);
}

async function get(name) {
  const store = (await database)?.transaction(STORE).objectStore(STORE);
  return store && done(store.get(name));
}

async function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  const opened = await done(request);
  // Whoever deletes it need not wait for this tab.
  opened.onversionchange = () => opened.close();
  return opened;
}

function done(request) {
  return new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = () => bad(request.error);
  });
}
