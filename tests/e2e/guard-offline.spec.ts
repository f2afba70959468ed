// The display's service worker: what it keeps, when it gives it, and what it never sees.

import type { Page } from '@playwright/test';
import { expect, fresh, send, test } from './guard-journey.ts';

/** The service worker has taken the page over. */
const controlled = (page: Page) =>
  expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);

/** What is kept of a build, by path. */
const kept = (page: Page, build: string) => page.evaluate(async (name) => {
  if (!await caches.has(name)) return [];
  return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
}, `app-${build}`);

test('the service worker brings the attract screen while the server is away, and the server knows when it is back', async ({ page, server }) => {
  await page.goto(server.url);
  await controlled(page);
  await page.goto(server.url);
  await expect.poll(() => kept(page, server.build)).toContain('/');
  server.alive = 'fails';
  server.session = 'fails';
  await send(page, 'kiosk:wipe', 'connection');
  await fresh(page, 'connection');
  await expect(page.locator('html')).toHaveAttribute('data-offline', '');
  await expect(page.getByRole('button', { name: 'Beginnen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-untold', '');

  const before = server.pages.length;
  server.alive = 'answers';
  await expect.poll(() => server.pages.slice(before), { timeout: 15_000 }).toEqual(['?after=connection']);
  await expect(page.locator('html')).not.toHaveAttribute('data-offline');
});

test('the service worker keeps no page with a receipt, and none of another build', async ({ page, server }) => {
  await page.goto(server.url);
  await controlled(page);
  await page.goto(`${server.url}/?after=done`);
  const worker = server.build;
  server.build = '00000000000000cc';
  server.offered = worker;
  await page.goto(server.url);
  expect(await page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname).filter((path) => path === '/');
  })).toEqual([]);
});

test('the service worker of a new build takes the place of the old one, files and all', async ({ page, server }) => {
  await page.goto(server.url);
  await controlled(page);
  await page.goto(server.url);
  const old = `app-${server.build}`;
  await expect.poll(() => kept(page, server.build)).toContain('/');
  server.build = '00000000000000dd';
  await page.goto(server.url);
  await expect.poll(() => kept(page, server.build)).toContain('/guard.js');
  expect(await page.evaluate((name) => caches.has(name), old), 'as long as there is no newer page').toBe(true);
  await expect(async () => {
    await page.goto(server.url);
    expect(await page.evaluate((name) => caches.has(name), old)).toBe(false);
  }).toPass();
  expect(await kept(page, server.build)).toContain('/');
});

test('the service worker never sees what is about a resident', async ({ page, server }) => {
  await page.goto(server.url);
  await controlled(page);
  await page.evaluate(() => Promise.all(['/api/v1/me', '/api/v1/session', '/api/v1/pairings/x', '/api/v1/rulebook']
    .map((path) => fetch(path))));
  await expect.poll(() => kept(page, server.build)).toContain('/api/v1/rulebook');
  expect((await kept(page, server.build)).sort()).toEqual(['/api/v1/rulebook', '/guard.js']);
});

test('the first document of a browser is loaded once more, so that the service worker has a page to give', async ({ page, server }) => {
  await page.clock.install();
  await page.goto(server.url);
  await controlled(page);
  await page.clock.runFor(9000);
  expect(server.pages).toHaveLength(1);
  await expect(async () => {
    await page.clock.runFor(1000);
    expect(server.pages).toHaveLength(2);
  }).toPass();
  await expect(async () => expect(await kept(page, server.build)).toContain('/')).toPass();
});
