// Every page at a display: nothing to type freely, to attach, to download or to leave by; targets that a
// hand can hit; and axe.

import { faults } from './axe.ts';
import { openDisplay, say, visit } from './display.ts';
import { expect, test } from './journey.ts';
import { textOf } from './words.ts';

test.use({ live: { more: ['--kiosk-idle', '600', '--kiosk-limit', '1800'] }, expectedNoise: async ({}, use) => use([/status of 40[01]/]) });
test.setTimeout(180_000);

const LEAST_PX = 48;
/** Done on one's own phone. */
const HANDED_OVER = ['/new-case', '/record', '/verify', '/tier-proof', '/proof', '/consent'];

test('every page of a display', async ({ page, server }) => {
  await openDisplay(page, server);
  await visit(page, server, 'mixed');
  const links = async () => page.locator('.header a[href^="/"], #content a[href^="/"]').evaluateAll((all) =>
    all.map((it) => it.getAttribute('href') as string));
  await page.locator('.header a[href="/more"]').tap();
  await expect(page.locator('#content h1')).toBeVisible();
  const paths = [...new Set(await links())].filter((path) => path !== '/more');
  expect(paths.length).toBeGreaterThan(12);
  const problems: string[] = [];
  for (const path of paths) {
    await page.locator('.header a[href="/more"]').tap();
    await page.locator(`.header a[href="${path}"], #content a[href="${path}"]`).first().tap();
    await expect(page.locator('#content h1').first()).toBeVisible();
    await page.waitForLoadState('networkidle').catch(() => {});
    await expect(page.locator('#content .loading')).toHaveCount(0, { timeout: 20_000 });
    for (const fault of await faults(page)) problems.push(`${path}: ${fault}`);
    problems.push(...(await page.evaluate(({ path, least }) => {
      const found: string[] = [];
      const seen = (it: Element) => it.getClientRects().length > 0;
      for (const it of document.querySelectorAll('#app textarea, #app input[type=file], #app input[type=text], #app input[type=search], #app input:not([type]), #app a[download], #app a[target], #app a[href^="http"]')) {
        if (seen(it)) found.push(`${path}: ${it.outerHTML.slice(0, 120)} is on a display`);
      }
      for (const it of document.querySelectorAll('#app button, #app select, #app summary, #app .kiosk-bar *[role=button]')) {
        const { width, height } = it.getBoundingClientRect();
        if (seen(it) && (width < least || height < least)) found.push(`${path}: ${it.outerHTML.slice(0, 120)} is ${Math.round(width)} × ${Math.round(height)}`);
      }
      if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push(`${path} scrolls sideways`);
      return found;
    }, { path, least: LEAST_PX })));
    if (HANDED_OVER.includes(path)) await expect(page.locator('#content svg.qr-code').first(), `${path} leads to the phone`).toBeVisible();
  }
  expect(problems).toEqual([]);
  await expect(page).toHaveURL(/^http:\/\/[^/]+\/$/);
  await expect(page).toHaveTitle('Citizen Score');
  expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length, history.length])).toEqual(['', 0, 0, 2]);
});

test('an entry at a display leads its objection to the phone', async ({ page, server }) => {
  await openDisplay(page, server);
  await visit(page, server, 'mixed');
  await page.locator('.header a[href="/history"]').tap();
  await page.locator('#content a[href^="/entry/"]').first().tap();
  await expect(page.locator('#content h1')).toBeVisible();
  const object = page.locator('#content a[href^="/new-case"]').first();
  await object.tap();
  await expect(page.locator('#content svg.qr-code').first()).toBeVisible();
  await expect(page.getByText(say('hand_phone')).first()).toBeVisible();
});

test.describe('with a printer', () => {
  test.use({ live: { more: ['--kiosk-printing'] } });

  test('the statement is printed without a dialog, and only on a display that has a printer', async ({ page, server }) => {
    await page.addInitScript(() => {
      const prints: string[] = [];
      Object.assign(window, { prints, print: () => prints.push(document.querySelector('#content')?.textContent ?? '') });
    });
    await openDisplay(page, server);
    await visit(page, server, 'desk');
    await page.locator('.header a[href="/more"]').tap();
    await page.locator('#content a[href="/record"]').tap();
    // The statement comes with the ledger, and the button works once it is there.
    await page.getByRole('button', { name: textOf('en', 'record.print', 'later') }).tap();
    const prints = () => page.evaluate(() => (window as unknown as { prints: string[] }).prints);
    await expect.poll(async () => (await prints()).length).toBe(1);
    expect((await prints())[0]).toContain('1,020');
  });
});

test('a display without a printer offers no printing', async ({ page, server }) => {
  await openDisplay(page, server);
  await visit(page, server, 'desk');
  await page.locator('.header a[href="/more"]').tap();
  await page.locator('#content a[href="/record"]').tap();
  await expect(page.locator('#content svg.qr-code')).toBeVisible();
  await expect(page.getByRole('button', { name: textOf('en', 'record.print', 'later') })).toHaveCount(0);
});
