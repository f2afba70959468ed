// A newer version of the app: offered, taken when somebody agrees, and never mixed with the older one.

import { rmSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { LiveServer } from '../../scripts/live-server.mjs';
import { faults } from './axe.ts';
import { Front } from './front.ts';
import { expect, heading, score, takenOver, test as base } from './journey.ts';
import { otherBuild, type Build } from './other-build.ts';
import { kept, prepared, stores } from './worker.ts';
import { textOf, words } from './words.ts';

/** Two builds, and a server that begins with the older. */
const test = base.extend<{ older: Build; newer: Build; upgraded: () => Promise<void> }>({
  older: async ({}, use) => built('older', use),
  newer: async ({}, use) => built('newer', use),
  server: async ({ older }, use) => {
    const server = await new LiveServer({ copyOf: process.env.DEMO_DATABASE, app: older.folder }).start();
    await use(server);
    await server.stop();
  },
  /** The server is replaced by one with the newer build. */
  upgraded: async ({ server, newer }, use) => use(async () => {
    await server.end();
    server.app = newer.folder;
    await server.start();
  }),
});

async function built(edition: string, use: (build: Build) => Promise<void>) {
  const build = await otherBuild(edition);
  await use(build);
  rmSync(build.folder, { recursive: true, force: true });
}

test.beforeEach(({ expectedNoise }) => {
  expectedNoise.push(/ERR_(CONNECTION|INCOMPLETE|EMPTY|NETWORK|FAILED)|Failed to load resource|Failed to fetch|status of (404|503)/);
});

const edition = (page: Page) => page.locator('meta[name=edition]').getAttribute('content');
const offer = (page: Page) => page.getByText(textOf('en', 'update.ready', 'later'));
const take = (page: Page) => page.getByRole('button', { name: textOf('en', 'update.take', 'later') });

/** Counts the documents that a page loads. */
async function counted(page: Page) {
  const loads = { count: 0 };
  page.on('domcontentloaded', () => { loads.count += 1; });
  return loads;
}

test('a newer version is offered, waits, and is taken in every tab, once', async ({ page, open, context, upgraded, older, newer }) => {
  test.slow();
  await open('/', 'desk');
  await prepared(page);
  const other = await context.newPage();
  await other.goto('/glossary');
  await takenOver(other);
  await upgraded();

  await page.goto('/');
  await takenOver(page);
  expect(await edition(page), 'the server has the newer one, and nobody has agreed yet').toBe('older');
  await expect(score(page)).toHaveText('1,020');
  await expect(offer(page)).toBeVisible({ timeout: 20_000 });
  await expect(offer(other), 'the other tab is offered it too').toBeVisible({ timeout: 20_000 });
  expect(await faults(page)).toEqual([]);
  expect(await stores(page)).toEqual(expect.arrayContaining([`phone-${older.name}`, `phone-${newer.name}`]));
  await page.getByLabel(words.language).selectOption('nl');
  await expect(page.getByRole('status').getByText(textOf('nl', 'update.ready', 'later'))).toBeVisible();
  await page.getByLabel(textOf('nl', 'app.language')).selectOption('en');
  await page.getByRole('link', { name: words.history, exact: true }).click();
  await expect(heading(page, words.history)).toBeVisible();
  await page.goBack();

  const loads = [await counted(page), await counted(other)];
  await take(page).click();
  for (const tab of [page, other]) {
    await expect.poll(() => edition(tab).catch(() => '')).toBe('newer');
    await takenOver(tab);
    await expect(offer(tab)).toBeHidden();
  }
  await expect(score(page)).toHaveText('1,020');
  await expect(heading(other, words.glossary)).toBeVisible();
  expect(loads.map(({ count }) => count)).toEqual([1, 1]);
  await expect.poll(() => stores(page)).toEqual([`phone-${newer.name}`]);
});

test('a newer version that nobody took comes by itself when the app is opened the next time', async ({ page, open, context, upgraded, server }) => {
  await open('/');
  await prepared(page);
  await upgraded();
  await page.goto('/');
  await expect(offer(page)).toBeVisible({ timeout: 20_000 });
  await page.close();
  const again = await context.newPage();
  await expect(async () => {
    await again.goto(server.url);
    expect(await edition(again)).toBe('newer');
  }).toPass();
  await takenOver(again);
});

test('an update that breaks off half-way leaves the older version whole, and is taken up later', async ({ page, context, server, newer, upgraded }) => {
  test.slow();
  const front = await new Front(server).start();
  try {
    await page.goto(front.url);
    await takenOver(page);
    await prepared(page);
    const before = await stores(page);
    await upgraded();
    front.fate = (path) => (path.startsWith('/shell-') ? 'cut' : 'through');
    await page.goto(front.url);
    await takenOver(page);
    // The files come one after the other, and this one among the last.
    await expect.poll(() => front.asked, { timeout: 30_000 }).toContain(`/shell-${newer.name}.html`);
    await expect.poll(() => stores(page), 'nothing of the half is left').toEqual(before);
    expect(await page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(false);
    await expect(offer(page)).toBeHidden();

    front.fate = () => 'cut';
    for (const [path, title] of [['/glossary', 'glossary'], ['/verify', 'verify']]) {
      await page.goto(front.url + path);
      await takenOver(page);
      expect(await edition(page)).toBe('older');
      await expect(heading(page, textOf('en', `${title}.title`, 'later'))).toBeVisible();
    }
    front.fate = () => 'through';
    await page.goto(front.url);
    await expect(offer(page)).toBeVisible({ timeout: 20_000 });
    await take(page).click();
    await expect.poll(() => edition(page).catch(() => '')).toBe('newer');
  } finally {
    await context.close();
    await front.stop();
  }
});

test('a file of the newer build under the name of an older one is refused', async ({ page, open, server, newer, upgraded }) => {
  await open('/');
  await prepared(page);
  // The upgrade is half copied: the worker is there, and its page is another.
  writeFileSync(`${newer.folder}/shell-${newer.name}.html`, '<!doctype html><title>half</title>');
  await upgraded();
  await page.goto('/');
  await takenOver(page);
  await expect.poll(() => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return Boolean(registration?.installing ?? registration?.waiting);
  })).toBe(false);
  await server.kill();
  await page.goto(`${server.url}/glossary`);
  await takenOver(page);
  expect(await edition(page)).toBe('older');
  expect(await kept(page)).not.toContain(`/shell-${newer.name}.html`);
});
