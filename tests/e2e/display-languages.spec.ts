// A display with a language that is added by files alone, and is written from the right.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { LiveServer } from '../../scripts/live-server.mjs';
import { addTo, pseudo, TAG } from '../pseudo/language.mjs';
import { leftovers } from '../pseudo/leftovers.ts';
import { faults } from './axe.ts';
import { NAME, openDisplay, signInByCode } from './display.ts';
import { expect, test as base } from './journey.ts';
import { textOf } from './words.ts';

const test = base.extend({
  server: async ({}, use) => {
    const app = mkdtempSync(join(tmpdir(), 'citizen-score-app-'));
    cpSync(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
    addTo(app);
    const more = ['--kiosk-idle', '600', '--kiosk-limit', '1800'];
    const server = await new LiveServer({ copyOf: process.env.DEMO_DATABASE, app, more }).start();
    await use(server);
    await server.stop();
    rmSync(app, { recursive: true });
  },
  expectedNoise: async ({}, use) => use([/status of 40[01]/]),
});
test.setTimeout(240_000);

/** Who looked, as the server has noted it: data, and the same in every language. */
const LOGGED = ['one-time code, display', 'citizen-score code', 'citizen-score demo', `user ${userInfo().username}`, 'demo'];
const said = (key: string) => pseudo(textOf('en', `kiosk.${key}`, 'later'));

test('the attract screen, the start and every page of a visit speak it', async ({ page, server }) => {
  const picture = async (name: string) => {
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `display-${name.replace(/\W+/g, '_')}.png`) });
  };
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await openDisplay(page, server);
  const own = page.locator(`.attract-languages li[lang="${TAG}"]`);
  await expect(own).toHaveAttribute('dir', 'rtl');
  await expect(own).toContainText(said('attract_begin'));
  // Four languages still fit on the screen, wherever it has drifted to.
  expect(await page.locator('.attract-drift').evaluate((it: HTMLElement) => it.offsetHeight - window.innerHeight)).toBeLessThanOrEqual(0);
  expect(await faults(page)).toEqual([]);
  await picture('attract');

  // The address asks for another language in vain: the next visitor decides.
  await page.goto('/?lang=nl');
  await expect(page.locator('html[data-kiosk=attract][data-app=ready]')).toBeAttached({ timeout: 15_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await page.locator(`[data-begin="${TAG}"]`).tap();
  await expect(page.locator('html[data-kiosk=start]')).toBeAttached();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  expect.soft(await leftovers(page, [NAME]), 'English on the start').toEqual([]);
  expect.soft(await faults(page), 'axe on the start').toEqual([]);
  await picture('start');
  await signInByCode(page, server.code('mixed'));
  await expect(page.locator('html[data-kiosk=visit]')).toBeAttached();
  expect.soft(await leftovers(page, [NAME]), 'English on the cover').toEqual([]);
  await picture('cover');
  await page.locator('.kiosk-cover-button').tap();

  await page.locator('.header a[href="/more"]').tap();
  await expect(page.locator('#content h1')).toBeVisible();
  const links = await page.locator('.header a[href^="/"], #content a[href^="/"]').evaluateAll((all) =>
    all.map((it) => it.getAttribute('href') as string));
  for (const path of [...new Set(links)].filter((path) => path !== '/more')) {
    await page.locator('.header a[href="/more"]').tap();
    await page.locator(`.header a[href="${path}"], #content a[href="${path}"]`).first().tap();
    await expect(page.locator('#content h1').first()).toBeVisible();
    await expect(page.locator('#content .loading')).toHaveCount(0, { timeout: 20_000 });
    expect.soft(await leftovers(page, [NAME, ...(path === '/access-log' ? LOGGED : [])]), `English on ${path}`).toEqual([]);
    expect.soft(await fits(), `pixels off the side of ${path}`).toBeLessThanOrEqual(0);
    await picture(path);
  }
});
