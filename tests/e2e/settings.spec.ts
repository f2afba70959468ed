// Settings: how the app looks and where one is signed in, in each language and look.

import type { Page } from '@playwright/test';
import { signIn, type LiveServer } from '../../scripts/live-server.mjs';
import { faults } from './axe.ts';
import { approve, Display } from './displays.ts';
import { expect, heading, takenOver, test } from './journey.ts';
import { tabTo } from './keys.ts';
import { languages, locales, textOf } from './words.ts';

test.use({ live: {} });

const english = (key: string) => textOf('en', `settings.${key}`, 'later');
const section = (page: Page, key: string) => page.getByRole('heading', { level: 2, name: english(key), exact: true });
const radio = (page: Page, key: string, group = '') =>
  (group ? page.getByRole('group', { name: english(group) }) : page).getByRole('radio', { name: english(key) });
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = 'rgb(243, 241, 235)';
const DARK = 'rgb(15, 21, 28)';

/** Whether somebody is signed in with this cookie. */
async function lives(server: LiveServer, cookie: string): Promise<boolean> {
  return (await fetch(`${server.url}/api/v1/session`, { headers: { cookie } })).ok;
}

async function expectNothingOffTheSide(page: Page, what: string) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `pixels that run off the side: ${what}`).toBeLessThanOrEqual(0);
}

for (const language of languages) {
  for (const look of ['light', 'dark'] as const) {
    test.describe(`${language}, ${look}`, () => {
      test.use({ locale: locales[language], colorScheme: look });
      const words = (key: string) => textOf(language, `settings.${key}`, 'later');

      test('every section is there, and another device is signed out', async ({ page, open, server }) => {
        const other = await signIn(server.url, 'mixed');
        await open('/settings', 'mixed');
        await expect(heading(page, words('title'))).toBeVisible();
        for (const key of ['language', 'look', 'sessions', 'about']) {
          await expect(page.getByRole('heading', { level: 2, name: words(key), exact: true })).toBeVisible();
        }
        await expect(page.getByText(words('device_this'))).toBeVisible();
        const device = words('device_unknown');
        const end = page.getByRole('button', { name: words('end_named').split('{')[0]!.trim() + ' ' + device });
        await expect(end).toBeVisible();
        expect(await faults(page)).toEqual([]);
        await expectNothingOffTheSide(page, language);

        await end.click();
        await expect(page.getByRole('status').getByText(words('ended').replace('{device}', device))).toBeAttached();
        await expect(end).toBeHidden();
        await expect(page.locator('.sessions-head')).toBeFocused();
        expect(await lives(server, other)).toBe(false);
        await expect(page.getByText(words('device_this'))).toBeVisible();
        expect(await faults(page)).toEqual([]);
      });
    });
  }
}

test('signing out everywhere else ends other devices and visits at displays, and not this one', async ({ page, open, server }) => {
  const others = [await signIn(server.url, 'mixed'), await signIn(server.url, 'mixed')];
  const stranger = await signIn(server.url, 'desk');
  const display = new Display(server, 'Town hall, display 2');
  const pairing = await display.pair();
  await open('/settings', 'mixed');
  const token = display.token(pairing);
  await approve(server, others[0]!, pairing);
  expect((await token).status).toBe(200);
  await expect(page.getByRole('heading', { level: 3, name: 'Town hall, display 2' })).toBeVisible();
  await page.getByRole('button', { name: english('end_others') }).click();
  await expect(page.getByRole('status').getByText(english('ended_others'))).toBeAttached();
  await expect(page.getByRole('heading', { level: 3, name: 'Town hall, display 2' })).toBeHidden();
  for (const cookie of others) expect(await lives(server, cookie)).toBe(false);
  expect(await display.seesARecord()).toBe(false);
  expect(await lives(server, stranger)).toBe(true);
  await page.reload();
  await takenOver(page);
  await expect(page.getByText(english('device_this'))).toBeVisible();
  await expect(page.getByRole('button', { name: english('end_others') })).toBeHidden();
});

test('a session that is ended from elsewhere shows nobody, and keeps the settings', async ({ page, open, server }) => {
  await open('/settings', 'mixed');
  await expect(page.getByText(english('device_this'))).toBeVisible();
  const other = await signIn(server.url, 'mixed');
  const list = await fetch(`${server.url}/api/v1/me/sessions`, { headers: { cookie: other } });
  const { sessions } = await list.json();
  const { id } = sessions.find((it: { current: boolean }) => !it.current);
  await fetch(`${server.url}/api/v1/me/sessions/${id}`, { method: 'DELETE', headers: { cookie: other, origin: server.url } });
  await expect(section(page, 'sessions')).toBeHidden();
  await expect(section(page, 'look')).toBeVisible();
});

test('nobody needs to be signed in, and then nothing is said of devices', async ({ page, open }) => {
  await open('/settings');
  await expect(section(page, 'about')).toBeVisible();
  await expect(section(page, 'sessions')).toBeHidden();
  expect(await faults(page)).toEqual([]);
});

test('a language is chosen here as in the header', async ({ page, open }) => {
  await open('/settings');
  await page.locator('main select').selectOption('nl');
  await expect(heading(page, textOf('nl', 'settings.title', 'later'))).toBeVisible();
  await expect(page.locator('header select')).toHaveValue('nl');
});

test('colours that are chosen hold at once and from the first paint on, until they are the device’s again', async ({ page, open, expectedNoise }) => {
  await open('/settings');
  expect(await ground(page)).toBe(LIGHT);
  await radio(page, 'colours_dark').check();
  expect(await ground(page)).toBe(DARK);
  expect(await faults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await ground(page), 'on paper').toBe(LIGHT);
  await page.emulateMedia({ media: 'screen' });

  // Without the app, the page is as the script in its head made it.
  expectedNoise.push(/wasm|Failed to fetch|ERR_FAILED/i);
  await page.route('**/*.wasm', (request) => request.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  expect(await ground(page), 'before the app').toBe(DARK);
  await page.unroute('**/*.wasm');
  await page.goto('/settings');
  await takenOver(page);
  await expect(radio(page, 'colours_dark')).toBeChecked();
  await page.emulateMedia({ colorScheme: 'dark' });
  await radio(page, 'colours_light').check();
  expect(await ground(page)).toBe(LIGHT);
  await radio(page, 'as_device', 'colours').check();
  expect(await ground(page)).toBe(DARK);
  await page.reload();
  await takenOver(page);
  await expect(radio(page, 'as_device', 'colours')).toBeChecked();
});

test('more contrast is black on white, and white on black', async ({ page, open }) => {
  await open('/settings');
  await radio(page, 'contrast_more').check();
  const colours = () => page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor];
  });
  const black = 'rgb(0, 0, 0)';
  const white = 'rgb(255, 255, 255)';
  expect(await colours()).toEqual([black, white]);
  expect(await faults(page)).toEqual([]);
  await radio(page, 'colours_dark').check();
  expect(await colours()).toEqual([white, black]);
  expect(await faults(page)).toEqual([]);
});

test('text that is twice as large is so from the first paint on, moves nothing, and fits', async ({ page, open, context }) => {
  test.slow();
  await open('/settings', 'mixed');
  const before = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  await radio(page, 'text_200').check();
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  expect(await size()).toBe(before * 2);
  await expect(radio(page, 'text_200')).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await context.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      shifts.push(...list.getEntries().map((it) => (it as PerformanceEntry & { value: number }).value));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/');
  await takenOver(page);
  expect(await size()).toBe(before * 2);
  expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
  for (const path of ['/', '/history', '/outlook', '/tiers', '/more', '/check', '/over-time', '/effects', '/access-log', '/rights', '/pair', '/settings']) {
    await page.goto(path);
    await takenOver(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNothingOffTheSide(page, path);
  }
});

test('where the browser keeps nothing, a choice holds until the page is loaded again, and this is said', async ({ page, open, context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open('/settings');
  await radio(page, 'colours_dark').check();
  expect(await ground(page)).toBe(DARK);
  await expect(page.getByRole('status').getByText(english('look_not_kept'))).toBeVisible();
  await page.reload();
  await takenOver(page);
  expect(await ground(page)).toBe(LIGHT);
});

test('what is kept and means nothing changes nothing', async ({ page, open, context }) => {
  await context.addInitScript(() => {
    for (const name of ['look', 'text', 'contrast']) localStorage.setItem(name, '"><b>9999</b>');
  });
  await open('/settings');
  expect(await ground(page)).toBe(LIGHT);
  await radio(page, 'colours_dark').check();
  expect(await ground(page)).toBe(DARK);
});

test('all of it by keyboard', async ({ page, open, server }) => {
  test.slow();
  const other = await signIn(server.url, 'mixed');
  await open('/settings', 'mixed');
  await tabTo(page, radio(page, 'as_device', 'colours'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await ground(page)).toBe(DARK);
  await tabTo(page, radio(page, 'text_usual'));
  await page.keyboard.press('ArrowDown');
  await expect(radio(page, 'text_125')).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: /^Sign it out/ }));
  await page.keyboard.press('Enter');
  await expect(page.locator('.sessions-head')).toBeFocused();
  expect(await lives(server, other)).toBe(false);
});

test('what the app is made of is told, with the licences', async ({ page, open, request }) => {
  await open('/settings');
  const build = await page.locator('meta[name=build]').getAttribute('content');
  const about = page.locator('section').filter({ has: section(page, 'about') });
  await expect(about).toContainText(build!);
  await expect(about).toContainText('suqian-demo, version 2026.1, since 1 January 2026');
  await about.getByRole('link', { name: english('about_licences') }).click();
  await page.waitForURL('**/licences.txt');
  expect(await page.evaluate(() => document.characterSet)).toBe('UTF-8');
  const text = await (await request.get('/licences.txt')).text();
  expect(text).toContain('leptos');
  expect(text).toContain('Permission is hereby granted, free of charge');
  expect(text).not.toContain('/.cargo/');
  // Back is the app again.
  await page.goBack();
  await takenOver(page);
  await expect(section(page, 'about')).toBeVisible();
});
