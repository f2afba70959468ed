// The app starts from what the phone has, without a server; and nothing about a resident is in it.

import { faults } from './axe.ts';
import { Front } from './front.ts';
import { expect, heading, score, takenOver, test } from './journey.ts';
import { kept, prepared, stores } from './worker.ts';
import { textOf, words } from './words.ts';

test.use({ live: {} });
test.beforeEach(({ expectedNoise }) => {
  expectedNoise.push(/ERR_(CONNECTION|INCOMPLETE|EMPTY|NETWORK|FAILED)|Failed to load resource|Failed to fetch/);
});

/** Pages that tell of the record, and so need the server. */
const about = ['/', '/history', '/outlook', '/entry/none', '/check', '/over-time', '/what-if', '/cases', '/effects', '/consent'];
/** Pages that anybody may read. */
const open = ['/tiers', '/glossary', '/rights', '/verify', '/settings', '/help', '/welcome'];

test('after one visit every page starts without a server, and says so where it needs one', async ({ page, open: go, server }) => {
  test.slow();
  await go('/', 'desk');
  await prepared(page);
  await server.kill();
  for (const path of [...about, ...open]) {
    await page.goto(server.url + path);
    await takenOver(page);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    await expect(page.getByText('Wang Demo'), path).toHaveCount(0);
  }
  await page.goto(server.url);
  await expect(heading(page, textOf('en', 'error.title'))).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(textOf('en', 'error.offline'));
  expect(await faults(page)).toEqual([]);

  await server.start();
  await page.getByRole('button', { name: words.retry }).click();
  await expect(score(page)).toHaveText('1,020');
});

test('the language that was last used starts without a server too', async ({ page, open: go, server }) => {
  await go('/');
  await prepared(page);
  await page.getByLabel(words.language).selectOption('nl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await expect.poll(() => kept(page)).toEqual(expect.arrayContaining([expect.stringMatching(/\/later\/nl\.json$/)]));
  await server.kill();
  await page.goto(`${server.url}/glossary`);
  await expect(heading(page, textOf('nl', 'glossary.title', 'later'))).toBeVisible();
});

test('nothing about a resident is kept', async ({ page, open: go }) => {
  await go('/', 'desk');
  await prepared(page);
  for (const path of ['/', '/history', '/tiers', '/check', '/glossary']) await go(path);
  await expect(heading(page, words.glossary)).toBeVisible();
  const open = ['/config.json', '/api/v1/rulebook', '/api/v1/rulebook/upcoming', '/api/v1/keys'];
  const files = (await kept(page)).filter((path) => !open.includes(path));
  for (const path of files) expect(path).toMatch(/-[0-9a-f]{16}[./_]|^\/favicon\.svg$/);
  const texts = await page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const pages = (await cache.keys()).filter(({ url }) => url.endsWith('.html') || url.includes('/api/'));
    return Promise.all(pages.map(async (key) => (await cache.match(key))?.text()));
  });
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(text).not.toMatch(/Wang|1,020|desk/);
});

test('a server that does not answer, and one that is in trouble, do not keep the app from starting', async ({ page, open: go, server, context }) => {
  test.slow();
  const front = await new Front(server).start();
  try {
    await page.goto(front.url);
    await prepared(page);
    for (const [fate, path, title] of [['fails', '/glossary', 'glossary'], ['hangs', '/rights', 'rights'], ['cut', '/verify', 'verify']] as const) {
      front.fate = (asked) => (asked === path ? fate : 'through');
      await page.goto(front.url + path);
      await takenOver(page);
      await expect(heading(page, textOf('en', `${title}.title`, 'later')), fate).toBeVisible();
      expect(front.asked, fate).toContain(path);
    }
    front.fate = () => 'through';
    await expect(async () => {
      await page.goto(front.url);
      expect(await page.locator('#boot').textContent()).toContain('config');
    }, 'and the server is asked first again').toPass();
  } finally {
    await context.close();
    await front.stop();
  }
});

test('a file that is spoilt, of another version, or gone is fetched anew', async ({ page, open: go }) => {
  await go('/');
  await prepared(page);
  const tamper = () => page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const keys = await cache.keys();
    const find = (end: RegExp) => keys.find(({ url }) => end.test(url)) as Request;
    const [wasm, script, page] = [find(/app-\w+_bg\.wasm$/), find(/app-\w+\.js$/), find(/shell-/)];
    await cache.put(wasm, new Response('cut off', { headers: { 'content-type': 'application/wasm' } }));
    await cache.put(script, new Response('throw new Error("another version")', { headers: { 'content-type': 'text/javascript' } }));
    await cache.delete(page);
    return wasm.url;
  });
  const wasm = await tamper();
  await page.reload();
  await takenOver(page);
  await expect.poll(() => page.evaluate(async (url) => (await (await caches.match(url))?.arrayBuffer())?.byteLength ?? 0, wasm)).toBeGreaterThan(10_000);
});

test('without room, or without a store at all, the app works as it does without the worker', async ({ page, open: go, server, context }) => {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 200_000 });
  await go('/', 'desk');
  const state = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return { there: Boolean(registration?.active ?? registration?.installing), caches: await caches.keys() };
  });
  await expect.poll(state, { timeout: 20_000 }).toEqual({ there: false, caches: [] });
  await page.getByRole('link', { name: words.history, exact: true }).click();
  await expect(heading(page, words.history)).toBeVisible();
  // Room there is again: the next visit brings the worker.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url });
  await go('/');
  await prepared(page);

  // All that was kept is taken away by the browser, while the worker stays.
  await page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
  await go('/history');
  await expect(heading(page, words.history)).toBeVisible();
});

test('a browser that allows no workers, and one that saves data, get the app without', async ({ context, server }) => {
  const refuse = () => { navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError')); };
  const save = () => { Object.defineProperty(navigator, 'connection', { value: { saveData: true } }); };
  for (const script of [refuse, save]) {
    const page = await context.newPage();
    await page.addInitScript(script);
    await page.goto(server.url);
    await takenOver(page);
    await expect.poll(() => page.evaluate(() => 'companion' in window)).toBe(true);
    await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', '/manifest.en.webmanifest');
    expect(await page.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration()))).toBe(false);
    await page.close();
  }
});

test('a display has neither this worker nor a manifest', async ({ page, context, server }) => {
  const key = server.addDisplay('Town hall');
  await context.addCookies([{ name: 'cs_display', value: key, url: server.url, httpOnly: true, sameSite: 'Strict' }]);
  await page.goto(server.url);
  await expect(page.locator('html[data-app=ready]')).toBeAttached({ timeout: 15_000 });
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.scriptURL)).toMatch(/\/kiosk-worker\.js$/);
  expect(await page.evaluate(() => 'companion' in window)).toBe(false);
  await expect(page.locator('link[rel=manifest]')).toHaveCount(0);
  expect((await stores(page)).filter((name) => name.startsWith('phone-'))).toEqual([]);
  expect((await kept(page)).filter((path) => /companion-|shell-|icons|manifest/.test(path))).toEqual([]);
});

test('the manifest is in the language of the page, and everything in it is there', async ({ page, open: go, server }) => {
  await page.context().addCookies([{ name: 'cs_language', value: 'zh-CN', url: server.url }]);
  await go('/');
  const link = page.locator('link[rel=manifest]');
  await expect(link).toHaveAttribute('href', '/manifest.zh-CN.webmanifest');
  const answer = await page.request.get(`${server.url}/manifest.zh-CN.webmanifest`);
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ lang: 'zh-CN', name: textOf('zh-CN', 'app.name'), start_url: '/', display: 'standalone' });
  expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['any', 'any', 'maskable']);
  for (const { src } of [...manifest.icons, { src: '/icons/apple-touch.png' }]) {
    expect((await page.request.get(server.url + src)).headers()['content-type'], src).toBe('image/png');
  }
  for (const { url } of manifest.shortcuts) {
    await page.goto(server.url + url);
    await takenOver(page);
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(textOf('zh-CN', 'not_found.title', 'later'));
  }
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
});

test('the settings offer to install the app while the browser does', async ({ page, open: go }) => {
  await go('/settings');
  await expect.poll(() => page.evaluate(() => 'companion' in window)).toBe(true);
  const button = page.getByRole('button', { name: textOf('en', 'install.button', 'later') });
  await expect(button).toBeHidden();
  // Chromium makes its offer to people only, after they have used a page for a while.
  await page.evaluate(() => {
    const asked = () => {
      Object.assign(window, { wasAsked: true });
      return Promise.resolve({ outcome: 'accepted' });
    };
    dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: asked }));
  });
  await button.click();
  await expect(button).toBeHidden();
  expect(await page.evaluate(() => 'wasAsked' in window)).toBe(true);
});
