// What the service worker does with a push message, in a real browser. Google's push service, by which
// Chromium would get one, is not asked: the message is handed to the worker as Chromium's developer tools do.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { type CDPSession, type Page, expect, test } from '@playwright/test';
import { buildSync } from 'esbuild';
import { pushTexts } from '../../scripts/push-texts.mjs';

const root = resolve(import.meta.dirname, '../..');
const texts = pushTexts(resolve(root, 'locales'));
const worker = buildSync({
  bundle: true,
  write: false,
  format: 'iife',
  entryPoints: [resolve(root, 'service-worker/push.js')],
  define: { PUSH_TEXTS: JSON.stringify(texts) },
}).outputFiles[0].text;

interface Shown {
  title: string;
  body: string;
  lang: string;
  dir: string;
  tag: string;
  page: string;
}

let server: Server;
let address: string;

test.beforeAll(async () => {
  server = createServer((request, answer) => {
    const isWorker = request.url === '/worker.js';
    answer.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
    answer.end(isWorker ? worker : '<!doctype html><title>A page</title>');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => server.close());

/** A page with the worker, and a way to hand it messages. */
async function ready(page: Page): Promise<(data: string) => Promise<void>> {
  await page.context().grantPermissions(['notifications'], { origin: address });
  const session: CDPSession = await page.context().newCDPSession(page);
  const found = new Promise<string>((settle) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find((it) => it.scopeURL.startsWith(address));
      if (own) settle(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await page.goto(address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
  });
  const registrationId = await found;
  return async (data) => {
    await session.send('ServiceWorker.deliverPushMessage', { origin: address, registrationId, data });
  };
}

function shown(page: Page): Promise<Shown[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    return all.map(({ title, body, lang, dir, tag, data }) => ({ title, body, lang, dir, tag, page: data.page }));
  });
}

const kinds = {
  record: '/history',
  case: '/cases',
  sign_in: '/settings',
  several: '/',
  test: '/settings',
} as const;

test('a message of each kind is one sentence in the language that it names', async ({ page }) => {
  const deliver = await ready(page);
  for (const language of Object.keys(texts)) {
    for (const [about, place] of Object.entries(kinds)) {
      await deliver(JSON.stringify({ language, about }).padEnd(128));
      const { title, direction, [about]: body } = texts[language];
      const expected = { title, body, lang: language, dir: direction, tag: 'citizen-score', page: place };
      // The newest stays, and is alone.
      await expect.poll(() => shown(page)).toEqual([expected]);
    }
  }
});

test('a language that is not there is told in its nearest, and else in English', async ({ page }) => {
  const deliver = await ready(page);
  for (const [asked, told] of [['nl-BE', 'nl'], ['xx', 'en'], ['__proto__', 'en'], ['', 'en']]) {
    await deliver(JSON.stringify({ language: asked, about: 'record' }));
    await expect.poll(async () => (await shown(page))[0]?.lang).toBe(told);
    await deliver(JSON.stringify({ language: 'zh-CN', about: 'test' }));
    await expect.poll(async () => (await shown(page))[0]?.lang).toBe('zh-CN');
  }
});

test('what cannot be read says that there is something to see, and no more', async ({ page }) => {
  const deliver = await ready(page);
  const odd = ['not JSON', '', 'null', '7', '{"language":"nl"}', '{"about":"toString","language":"en"}',
    '{"language":"en","about":"record","title":"Your score is 3","page":"https://evil.example/"}'];
  for (const data of odd) {
    await deliver(JSON.stringify({ language: 'en', about: 'test' }));
    await expect.poll(async () => (await shown(page))[0]?.body).toBe(texts.en.test);
    await deliver(data);
    await expect.poll(async () => (await shown(page))[0]?.body).not.toBe(texts.en.test);
    const [only, ...others] = await shown(page);
    expect(others).toEqual([]);
    expect([texts.en, texts.nl].some(({ several, record }) => [several, record].includes(only.body)), data).toBe(true);
    expect(Object.values(kinds)).toContain(only.page);
  }
});
