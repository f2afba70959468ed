// The office of the demo, as a worker of each page: answers what the app asks, from memory. What it knows
// is shared by all tabs of the browser (office/keeping.js). link.js says how it is spoken to.

import init, { Office } from 'demo-office';
import { Jar } from './office/jar.js';
import { inTurn, kept, keep, whenOthersChange } from './office/keeping.js';
import { startStreams } from './office/streams.js';

const isDisplay = self.name === 'display';
// A phone reaches the demo where this script comes from.
const phoneUrl = `${new URL('.', location.href).href}#`;

let office;
let edition;
// The state that was kept last, as text.
let shown;
// The cookies of a resident's own pages are shared by their tabs. Those of a display are its own, and gone
// with its document, as a real one's session ends with it.
let jar = new Jar();

const streams = startStreams();
const started = init({ module_or_path: new URL(OFFICE_WASM, import.meta.url) }).then(() => act(() => {
  if (isDisplay) office.page_loaded(jar.headers(), Date.now());
}));
let alarm;

whenOthersChange(() => { if (streams.any()) started.then(() => act(() => undefined)); });
listenTo(self);

function listenTo(port) {
  port.onmessage = ({ data }) => {
    if (data.introduce) listenTo(data.introduce);
    if (data.ask) answer(port, data.ask, data.request);
    if (data.listen) started.then(() => act(() => streams.open(data.listen, office, jar.headers(), port)));
    if (data.deaf) streams.close(data.deaf);
  };
}

async function answer(port, number, request) {
  let reply;
  try {
    await started;
    reply = await act(() => (request.path.startsWith('/demo/') ? ofDemo(request) : handle(request)));
  } catch (error) {
    console.warn('the office of the demo failed:', error);
  }
  port.postMessage({ answer: number, reply }, reply?.body ? [reply.body] : []);
}

function handle({ method, path, headers, body }) {
  const all = [...headers, ...jar.headers()];
  const reply = office.handle(method, path, all, new Uint8Array(body ?? 0), Date.now());
  jar.take(reply.headers);
  const told = reply.headers.filter(([name]) => name !== 'set-cookie');
  return { status: reply.status, headers: told, body: reply.body.buffer };
}

/** What no server does: an entry on demand, and a new beginning. */
function ofDemo({ path }) {
  const reply = (status) => ({ status, headers: [], body: new ArrayBuffer(0) });
  if (path === '/demo/entry') return reply(office.credit(jar.headers(), Date.now()) ? 200 : 401);
  if (path !== '/demo/anew') return reply(404);
  begin();
  return reply(200);
}

/** Does something in turn with all other tabs: first takes in what they did, then keeps what this did. */
function act(what) {
  return inTurn(async () => {
    const before = await kept(edition);
    const state = () => ({ saved: office.save(), cookies: isDisplay ? before.cookies ?? {} : jar.all() });
    if (before.state && before.edition !== edition && takeIn(before)) shown = JSON.stringify(state());
    if (!office) begin();
    office.tick(Date.now());
    const done = await what();
    const after = state();
    if (JSON.stringify(after) !== shown) edition = await keep(after, before.edition);
    shown = JSON.stringify(after);
    streams.tell(office);
    wakeAt(office.next_tick());
    return done;
  });
}

/** A little later than due, and never a loop without a pause. */
function wakeAt(due) {
  clearTimeout(alarm);
  if (due !== undefined) alarm = setTimeout(() => act(() => undefined), Math.max(due - Date.now(), 0) + 250);
}

function begin() {
  office?.free();
  office = new Office(Date.now());
  shown = undefined;
  office.set_phone_url(phoneUrl);
  jar = new Jar();
  if (isDisplay) jar.set('cs_display', office.display_key());
}

/** Takes in what another tab has kept, or this one before it was loaded anew. Returns whether it could. */
function takeIn({ state, cookies, edition: theirs }) {
  let restored;
  try {
    restored = Office.restore(state, Date.now());
  } catch (error) {
    console.warn('what was kept of the demo cannot be used:', error);
    return false;
  }
  office?.free();
  office = restored;
  edition = theirs;
  if (isDisplay) jar.set('cs_display', office.display_key());
  else jar = new Jar(cookies);
  return true;
}
