// What the guard does between two visits: offline and back, a new version, the night, an app that does
// not start; and the touch that comes before the app is there. guard-offline.spec.ts has the service worker.

import { expect, fresh, test } from './guard-journey.ts';

test.use({ serviceWorkers: 'block' });

test('a touch before the app is ready is kept, and one after that is told', async ({ page, server }) => {
  await page.goto(server.url);
  await page.evaluate(() => {
    const heard: unknown[] = Object.assign(window, { heard: [] }).heard;
    addEventListener('kiosk:begin', (event) => heard.push((event as CustomEvent).detail));
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await page.getByRole('button', { name: 'Beginnen' }).click();
  await expect(page.getByRole('button', { name: 'Beginnen' })).toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('html')).toHaveAttribute('data-begin', 'nl');
  expect(await heard()).toEqual([]);

  await page.evaluate(() => { document.documentElement.dataset.app = 'ready'; });
  await expect.poll(heard).toEqual(['nl']);
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  expect(await heard()).toEqual(['nl', 'en']);
  await expect(page.getByRole('button', { name: 'Beginnen' })).not.toHaveAttribute('aria-busy');
});

test('a server that is away is said so, to people and to the app, and it comes back by itself', async ({ page, server }) => {
  await page.clock.install();
  await page.goto(server.url);
  await expect.poll(() => server.heartbeats.length).toBe(1);
  expect(JSON.parse(server.heartbeats[0] ?? '')).toEqual({ build: server.build, restarts: 0 });
  await page.evaluate(() => {
    document.documentElement.dataset.kiosk = 'visit';
    for (const kind of ['kiosk:offline', 'kiosk:online']) {
      addEventListener(kind, () => { document.title += ` ${kind}`; });
    }
  });
  server.alive = 'fails';
  await page.clock.runFor(30_500);
  await expect(page.locator('html')).toHaveAttribute('data-offline', '');
  server.alive = 'answers';
  await page.clock.runFor(3500);
  await expect(page.locator('html')).not.toHaveAttribute('data-offline');
  expect(await page.title()).toBe('Citizen Score kiosk:offline kiosk:online');
  expect(server.pages).toHaveLength(1);
});

test('a new version is taken up between two visits, never under one, and tried once', async ({ page, server }) => {
  await page.clock.install();
  await page.goto(server.url);
  await expect.poll(() => server.heartbeats.length).toBe(1);
  server.offered = '00000000000000bb';
  server.script = `document.documentElement.dataset.app = 'ready';`;
  await page.evaluate(() => { document.documentElement.dataset.kiosk = 'visit'; document.documentElement.dataset.app = 'ready'; });
  await page.clock.runFor(61_000);
  await expect.poll(() => server.heartbeats.length).toBeGreaterThan(1);
  expect(server.pages).toHaveLength(1);

  await page.evaluate(() => { document.documentElement.dataset.kiosk = 'attract'; });
  await page.keyboard.press('Enter');
  await page.clock.runFor(9000);
  expect(server.pages, 'somebody was here a moment ago').toHaveLength(1);
  await page.clock.runFor(2000);
  await expect.poll(() => server.pages).toEqual(['', '']);

  // The page is still of the old build, as behind a server that is half updated.
  await page.waitForLoadState();
  await page.clock.runFor(120_000);
  await expect.poll(() => server.heartbeats.length).toBeGreaterThan(4);
  expect(server.pages).toHaveLength(2);
});

test('a touch while the next document is on its way is kept for it', async ({ page, server }) => {
  await page.clock.install();
  // Nothing that Playwright does in a page comes through while a document is on its way: the page itself
  // has to be the somebody who touches it.
  server.script = `
    document.documentElement.dataset.app = 'ready';
    navigation.addEventListener('navigate', () => setTimeout(() => document.querySelector('[data-begin=nl]').click(), 100), { once: true });`;
  await page.goto(server.url);
  await expect.poll(() => server.heartbeats.length).toBe(1);
  server.offered = '00000000000000bb';
  server.page = 'hangs once';
  server.script = `
    window.heard = [];
    addEventListener('kiosk:begin', ({ detail }) => heard.push(detail));
    addEventListener('DOMContentLoaded', () => {
      window.kept = document.documentElement.dataset.begin;
      document.documentElement.dataset.app = 'ready';
    });`;
  await page.clock.runFor(50_000);
  await expect.poll(async () => {
    await page.clock.runFor(1000);
    return server.pages;
  }, { timeout: 20_000 }).toEqual(['', '', '?begin=nl']);
  // The document may be on its way still.
  await expect.poll(() => page.evaluate(() => (window as unknown as { heard?: string[] }).heard).catch(() => undefined)).toEqual(['nl']);
  expect(await page.evaluate(() => (window as unknown as { kept?: string }).kept)).toBe('nl');
  await expect(page.getByRole('button', { name: 'Beginnen' })).toHaveAttribute('aria-busy', 'true');
  expect(page.url()).toBe(`${server.url}/`);
});

test('a language that the display does not have begins nothing', async ({ page, server }) => {
  await page.goto(`${server.url}/?begin=%22%5D`);
  await expect(page.getByRole('button', { name: 'Beginnen' })).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-begin');
  expect(page.url()).toBe(`${server.url}/`);
});

test('once a night the document is made anew', async ({ page, server }) => {
  await page.clock.install({ time: '2026-11-24T06:00:00+01:00' });
  await page.goto(server.url);
  await expect.poll(() => server.heartbeats.length).toBe(1);
  await page.evaluate(() => { document.documentElement.dataset.app = 'ready'; });
  await page.clock.fastForward('20:50:00');
  await page.clock.runFor(2000);
  expect(server.pages, 'not before three').toHaveLength(1);
  await page.clock.fastForward('15:00');
  await page.clock.runFor(2000);
  await expect.poll(() => server.pages).toHaveLength(2);
});

test('an app that does not start is started again, with ever longer pauses', async ({ page, server }) => {
  await page.clock.install();
  await page.goto(server.url);
  await expect.poll(() => server.restarts).toBe(0);
  await page.clock.runFor(21_000);
  await fresh(page, 'fault');
  await expect.poll(() => server.restarts).toBe(1);
  await page.clock.runFor(30_000);
  expect(server.pages).toHaveLength(2);
  await page.clock.runFor(11_000);
  await expect.poll(() => server.pages).toEqual(['', '?after=fault', '?after=fault']);
});

test('an app that breaks at once, again and again, leaves the attract screen in sight', async ({ page, server }) => {
  server.script = `console.error('panicked at start'); document.body.textContent = 'card';`;
  await page.goto(server.url);
  await expect.poll(() => server.pages.length).toBe(4);
  await expect(page.getByRole('button', { name: 'Beginnen' })).toBeVisible();
  await expect(page.getByText('card')).toHaveCount(0);
  expect(server.pages).toHaveLength(4);
  await page.getByRole('button', { name: 'Beginnen' }).click();
  await expect.poll(() => server.pages.length).toBeGreaterThan(4);
});
