// The record is kept on the device where the resident wants it, and goes when they say so, with and
// without a connection.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { launch } from '../../scripts/chromium.mjs';
import { canaryResident, found, foundInFolder } from '../kiosk/canary.mjs';
import { faults } from './axe.ts';
import { expect, heading, score, takenOver, test } from './journey.ts';
import { words } from './words.ts';

const dist = resolve(import.meta.dirname, '../../dist');
const kept = /Kept as of/;
const late = /will be told at the next connection/;

// The files come from the build itself, so that it is the same with and without a service worker.
test.use({ live: {}, serviceWorkers: 'block' });
test.beforeEach(({ expectedNoise }) => {
  expectedNoise.push(/Failed to load resource|ERR_FAILED|Failed to fetch|ERR_CONNECTION|ERR_INCOMPLETE/);
});

/** From now on there is no server: the app starts from its files, and every question fails. */
async function withoutServer(context: BrowserContext) {
  await context.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith('/api/') || pathname === '/config.json') return route.abort();
    const file = join(dist, pathname);
    const page = pathname === '/' || !existsSync(file);
    return route.fulfill({ path: page ? join(dist, 'index.html') : file });
  });
}

const withServer = (context: BrowserContext) => context.unroute('**/*');

async function rememberAs(page: Page, open: (path: string, as?: string) => Promise<void>, who: string) {
  await open('/settings', who);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Remember on this device' }).click();
  await expect(main.getByText(kept)).toBeVisible({ timeout: 20_000 });
}

const isKept = (page: Page) => page.evaluate(async () => {
  const all = await indexedDB.databases();
  return all.some(({ name }) => name === 'citizen-score-kept');
});

test('what is remembered is there without a server, and everything that needs none works', async ({ page, context, open }) => {
  test.slow();
  await rememberAs(page, open, 'desk');
  expect(await faults(page)).toEqual([]);
  await withoutServer(context);
  await page.goto('/');
  await takenOver(page);
  await expect(score(page)).toHaveText('1,020');
  await expect(page.getByText(words.lost)).toBeVisible();
  await expect(page.getByText(words.lastUpdated)).toBeVisible();
  await expect(page.getByText(words.addedUp)).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await page.goto('/history');
  await expect(heading(page, words.history)).toBeVisible();
  await expect(page.getByText(/^Entries 1 to/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await expect(heading(page, words.entry)).toBeVisible();
  for (const path of ['/what-if', '/outlook', '/check', '/over-time', '/tiers', '/glossary']) {
    await page.goto(path);
    await takenOver(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main').getByRole('alert'), path).toHaveCount(0);
  }

  await withServer(context);
  await expect(page.getByText(words.lost)).toBeHidden({ timeout: 40_000 });
});

test('without the wish nothing is there, and after "forget" nothing is', async ({ page, context, open }) => {
  await open('/', 'desk');
  expect(await isKept(page)).toBe(false);
  await rememberAs(page, open, 'desk');
  expect(await isKept(page)).toBe(true);
  // Without a connection too.
  await context.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Forget what is kept' }).click();
  await expect(page.getByText(/^Nothing of your record is kept/)).toBeVisible();
  await expect.poll(() => isKept(page)).toBe(false);
  await withoutServer(context);
  await page.goto('/');
  await takenOver(page);
  await expect(score(page)).toHaveCount(0);
  await expect(page.getByRole('main')).not.toContainText('Wang Demo');
});

test('signing out without a connection: gone at once here, and for the server at the next word', async ({ page, context, open, server }) => {
  await rememberAs(page, open, 'desk');
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name === 'cs_session');
  await withoutServer(context);
  await page.getByRole('button', { name: words.signOut }).click();
  await expect(heading(page, words.signIn)).toBeVisible();
  await expect(page.getByText(late).first()).toBeVisible();
  await expect.poll(() => isKept(page)).toBe(false);
  await page.goto('/history');
  await takenOver(page);
  await expect(heading(page, words.signIn)).toBeVisible();
  await expect(page.getByText(late).first()).toBeVisible();

  await withServer(context);
  const answer = await page.goto('/');
  expect(await answer?.text()).toContain('"me":null');
  await takenOver(page);
  await expect(heading(page, words.signIn)).toBeVisible();
  await expect(page.getByText(late)).toHaveCount(0);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('cs_session');
  const me = await fetch(`${server.url}/api/v1/me`, { headers: { cookie: `cs_session=${session?.value}` } });
  expect(me.status).toBe(401);
  // And somebody can sign in again.
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,020');
});

test('a session that ended takes along what was remembered, and so does another resident', async ({ page, context, open, server }) => {
  await rememberAs(page, open, 'desk');
  await fetch(`${server.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: await sessionOf(context) } });
  await page.goto('/');
  await takenOver(page);
  await expect.poll(() => isKept(page)).toBe(false);
  // The same holder is remembered again, another is not.
  await open('/', 'desk');
  await expect.poll(() => isKept(page), { timeout: 20_000 }).toBe(true);
  await open('/', 'mixed');
  await expect.poll(() => isKept(page), { timeout: 20_000 }).toBe(false);
  expect(await page.evaluate(() => localStorage.getItem('remember'))).toBeNull();
});

async function sessionOf(context: BrowserContext) {
  const { name, value } = (await context.cookies()).find(({ name }) => name === 'cs_session') ?? { name: '', value: '' };
  return `${name}=${value}`;
}

test('a clock a day wrong, and a browser that keeps nothing: said, and nothing of anybody is shown', async ({ page, context, open }) => {
  await rememberAs(page, open, 'desk');
  await withoutServer(context);
  for (const days of [1, -1]) {
    const other = await context.newPage();
    await other.addInitScript((by) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + by * 86_400_000;
    }, days);
    await other.goto('/');
    await takenOver(other);
    await expect(score(other)).toHaveCount(0);
    await expect.poll(() => isKept(other)).toBe(false);
    await other.close();
    if (days === 1) {
      // What was wished before is done again by itself.
      await withServer(context);
      await open('/settings', 'desk');
      await expect(page.getByRole('main').getByText(kept)).toBeVisible({ timeout: 20_000 });
      await withoutServer(context);
    }
  }
  await withServer(context);
  const denied = await context.newPage();
  await denied.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };
  });
  await denied.goto('/settings');
  await takenOver(denied);
  await denied.getByRole('button', { name: 'Remember on this device' }).click();
  await expect(denied.getByText(/Nothing is kept; everything else works/)).toBeVisible({ timeout: 20_000 });
});

test('no file of the profile has anything of the resident: remembered, forgotten, signed out', async ({ server }) => {
  test.slow();
  const { id, marks } = await canaryResident(server);
  const profile = mkdtempSync(join(tmpdir(), 'cs-profile-'));
  const start = () => chromium.launchPersistentContext(profile, { ...launch, serviceWorkers: 'block', locale: 'en-GB' });
  const search = async (context: BrowserContext) => {
    await context.close();
    // What was read from the server is in no cache, and an address alone says nothing of anybody.
    const personal = foundInFolder(profile, marks).filter((line) => !/^(me|session|pairings) in /.test(line));
    expect(personal).toEqual([]);
  };
  try {
    let context = await start();
    let page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${server.url}/settings`);
    const signIn = await page.evaluate(async (code) => {
      const answer = await fetch('/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
      return answer.status;
    }, server.code(id));
    expect(signIn).toBe(200);
    await page.goto(`${server.url}/settings`);
    await page.getByRole('button', { name: 'Remember on this device' }).click();
    await expect(page.getByText(kept)).toBeVisible({ timeout: 20_000 });
    const open = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(found(open, marks)).toEqual([]);
    await search(context);

    // The session's cookie went with the browser; what is kept is still there, and goes when told.
    context = await start();
    page = context.pages()[0] ?? (await context.newPage());
    await withoutServer(context);
    await page.goto(`${server.url}/`);
    await takenOver(page);
    await expect(page.getByText(words.lost)).toBeVisible();
    await page.getByRole('button', { name: words.signOut }).click();
    await expect(heading(page, words.signIn)).toBeVisible();
    await expect.poll(() => isKept(page)).toBe(false);
    await search(context);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
