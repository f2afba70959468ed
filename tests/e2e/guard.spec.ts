// The guard of a shared display by itself: the bundle that ships, in a page of a few lines, against a
// server that answers as a test wants it to. Nothing of the app is needed, and nothing of it could help.

import { expect, fresh, send, test, visit } from './guard-journey.ts';
import type { GuardServer } from './guard-server.ts';

test('a wipe leaves nothing, and puts a fresh document in the place of the old one', async ({ page, server }) => {
  await visit(page, server);
  const before = await page.evaluate(() => history.length);
  await send(page, 'kiosk:wipe', 'done');
  await fresh(page, 'done');

  expect(new URL(page.url()).searchParams.has('untold')).toBe(false);
  expect(server.ended).toBe(1);
  await expect.poll(() => page.evaluate(async () => [
    localStorage.length, sessionStorage.length, window.name, document.cookie, document.title,
    (await indexedDB.databases()).length, await caches.has('canary'), await caches.has('app-canary'), history.length,
  ])).toEqual([0, 0, '', '', 'Citizen Score', 0, false, true, before]);
});

test('while it is being wiped, nothing is in sight or in the document', async ({ page, server }) => {
  server.session = 'hangs';
  await visit(page, server);
  const seen = await page.evaluate(async () => {
    const address = URL.createObjectURL(new Blob(['canary']));
    dispatchEvent(new CustomEvent('kiosk:wipe', { detail: 'quick' }));
    // A broken app may go on drawing.
    document.body.append('late');
    const { dataset, textContent } = document.documentElement;
    const object = await fetch(address).then(() => 'there', () => 'gone');
    return {
      object, state: dataset.kiosk, text: textContent?.includes('canary'), wide: document.body.offsetWidth,
      title: document.title, kept: localStorage.length + sessionStorage.length + window.name.length,
    };
  });
  expect(seen).toEqual({ object: 'gone', state: 'wiping', text: false, wide: 0, title: 'Citizen Score', kept: 0 });
  // The document is still there, and waits for the server; its worker is not.
  const pulses = server.pulses;
  await expect.poll(() => server.askedToEnd).toBe(1);
  expect(server.pulses - pulses).toBeLessThan(2);
  await fresh(page, 'quick');
});

for (const [name, prepare] of Object.entries({
  'a server that does not answer': (server: GuardServer) => { server.session = 'hangs'; },
  'a server that refuses': (server: GuardServer) => { server.session = 'fails'; },
})) {
  test(`a wipe with ${name} is done in 1.5 seconds, and says that nobody was told`, async ({ page, server }) => {
    prepare(server);
    await visit(page, server);
    server.askedAt = 0;
    const begin = performance.now();
    await send(page, 'kiosk:wipe', 'idle');
    await expect.poll(() => server.askedAt, { intervals: [10] }).toBeGreaterThan(0);
    expect(server.askedAt - begin).toBeLessThan(1500);
    await fresh(page, 'idle');
    expect(new URL(page.url()).searchParams.get('untold')).toBe('1');
  });
}

test('a wipe waits neither for a database nor for a cache that hangs', async ({ page, server }) => {
  await visit(page, server);
  await page.evaluate(() => {
    const never = () => new Promise<never>(() => undefined);
    indexedDB.databases = never;
    CacheStorage.prototype.keys = never;
    navigator.clipboard.writeText = never;
    window.fetch = never;
  });
  server.askedAt = 0;
  const begin = performance.now();
  await send(page, 'kiosk:wipe', 'limit');
  await expect.poll(() => server.askedAt, { intervals: [10] }).toBeGreaterThan(0);
  expect(server.askedAt - begin).toBeLessThan(1500);
  await fresh(page, 'limit');
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('a second wipe is ignored, and an unknown reason is an ordinary end', async ({ page, server }) => {
  await visit(page, server);
  await page.evaluate(() => {
    for (const detail of ['<b>', 'fault', 'idle']) dispatchEvent(new CustomEvent('kiosk:wipe', { detail }));
  });
  await fresh(page, 'done');
  expect(server.ended).toBe(1);
});

for (const [name, breaks] of Object.entries({
  'a trap in a timer': () => { setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(
    new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11]),
  ))); },
  'a trap in a promise': () => { void Promise.reject(new WebAssembly.RuntimeError('null function')); },
  'an error that says unreachable': () => { setTimeout(() => { throw new Error('unreachable executed'); }); },
  'a panic that is printed, with a card, and then caught': () => {
    console.error('panicked at src/lib.rs:1:1:\nhelp');
    document.body.textContent = 'canary';
  },
})) {
  test(`the watchdog notices ${name}, and the attract screen is back in two seconds`, async ({ page, server }) => {
    await visit(page, server);
    const begin = performance.now();
    await page.evaluate(breaks);
    await fresh(page, 'fault');
    expect(performance.now() - begin).toBeLessThan(2000);
    await expect.poll(() => server.restarts).toBe(1);
  });
}

test('an ordinary error is no fault', async ({ page, server }) => {
  await visit(page, server);
  await page.evaluate(() => {
    setTimeout(() => { throw new TypeError('x is not a function'); });
    void Promise.reject(new Error('Failed to fetch'));
    console.error('HTTP 500');
    const heard = ['error', 'unhandledrejection'].map((kind) => new Promise((done) => { addEventListener(kind, done); }));
    return Promise.all(heard).then(() => undefined);
  });
  await expect(page.locator('html')).toHaveAttribute('data-kiosk', 'visit');
});

test('beats that stop are a fault', async ({ page, server }) => {
  await visit(page, server);
  await page.evaluate(() => {
    return new Promise<void>((done) => {
      let beats = 0;
      const beating = setInterval(() => {
        dispatchEvent(new CustomEvent('kiosk:beat'));
        beats += 1;
        if (beats < 25) return;
        clearInterval(beating);
        done();
      }, 100);
    });
  });
  await expect(page.locator('html')).toHaveAttribute('data-kiosk', 'visit');
  const begin = performance.now();
  await fresh(page, 'fault');
  expect(performance.now() - begin).toBeGreaterThan(1200);
});

test('a page that stood still has a fresh time to answer', async ({ page, server }) => {
  await visit(page, server);
  const states = await page.evaluate(async () => {
    const beat = () => dispatchEvent(new CustomEvent('kiosk:beat'));
    const state = () => document.documentElement.dataset.kiosk;
    const stand = (milliseconds: number) => { for (const end = performance.now() + milliseconds; performance.now() < end;); };
    const wait = (milliseconds: number) => new Promise((done) => { setTimeout(done, milliseconds); });
    const seen = [];
    for (const still of [1100, 1400, 2600]) {
      beat();
      // The beat is almost due when the page stands still: it comes late, and the guard's tick too.
      await wait(400);
      stand(still);
      await wait(300);
      seen.push(state());
    }
    return seen;
  });
  expect(states).toEqual(['visit', 'visit', 'visit']);
  await fresh(page, 'fault');
});

test('the limit comes by itself; a later word takes the place of an earlier one', async ({ page, server }) => {
  await page.clock.install();
  await visit(page, server);
  for (const left of [100, 'soon', Number.NaN, 200]) await send(page, 'kiosk:limit', left);
  await page.clock.runFor(199_000);
  await expect(page.locator('html')).toHaveAttribute('data-kiosk', 'visit');
  await page.clock.runFor(2500);
  await fresh(page, 'limit');
});

test('the receipt goes after ten seconds, and so does its address', async ({ page, server }) => {
  await page.clock.install();
  await page.goto(`${server.url}/?after=done&untold=1`);
  await expect(page.getByRole('status')).toHaveText('done');
  await expect(page.locator('html')).toHaveAttribute('data-untold', '');
  await page.clock.runFor(9000);
  await expect(page.getByRole('status')).toHaveText('done');
  await page.clock.runFor(1500);
  await expect(page.getByRole('status')).toHaveCount(0);
  await expect(page).toHaveURL(`${server.url}/`);
});
