// The display in the city office, from the touch that begins a visit to the wipe that ends it.

import { faults } from './axe.ts';
import { begin, done, languages, NAME, openDisplay, phoneOf, prepared, ready, receipt, say, signInByCode, visit, warning } from './display.ts';
import { expect, heading, score, test } from './journey.ts';
import { scan } from './scan.ts';
import { words } from './words.ts';

// So short a time is warned of 20 seconds before it ends, 16 seconds after the last touch.
test.use({ live: { more: ['--kiosk-idle', '36'] }, expectedNoise: async ({}, use) => use([/status of 40[01349]/, /status of 429/]) });
test.setTimeout(90_000);

/** The end of the number of the resident `desk`, which only a signed-in screen shows. */
const NUMBER = /•1020/;

test('the whole visit: attract, QR code, approval by phone, score, history, warning, more time, wipe', async ({ page, server, browser }) => {
  await openDisplay(page, server);
  for (const language of languages) await expect(page.locator(`[data-begin="${language}"]`)).toBeVisible();
  expect(await faults(page), 'attract').toEqual([]);

  await begin(page);
  await expect(page.locator('.kiosk-code')).toBeVisible();
  expect(await faults(page), 'start').toEqual([]);
  const phone = await phoneOf(browser, server, 'desk');
  const address = await scan(phone, page.locator('svg.qr-code'));
  expect(address).toMatch(/\/pair\?code=[A-Z]{4}-[A-Z]{4}&key=[\w-]{22}$/);
  await phone.goto(address);
  await expect(phone.getByText(NAME).first()).toBeVisible();
  const code = new URL(address).searchParams.get('code') as string;
  await expect(phone.getByText(code).first()).toBeVisible();
  await expect(page.locator('.kiosk-code')).toContainText(code);
  expect(await faults(phone), 'the phone asks').toEqual([]);

  const approve = phone.getByRole('button', { name: /^Approve|^Let it in|^Sign in there/ });
  await approve.tap();
  const approved = Date.now();
  await expect(page.locator('html[data-kiosk=visit]')).toBeAttached();
  const seconds = (Date.now() - approved) / 1000;
  console.log(`the display was in ${seconds.toFixed(2)} s after the approval`);
  expect(seconds).toBeLessThan(1);

  // Masked until it is shown; a hold shows it only as long as it lasts.
  await expect(page.locator('html[data-masked]')).toBeAttached();
  await expect(score(page)).toBeHidden();
  expect(await faults(page), 'cover').toEqual([]);
  const cover = page.locator('.kiosk-cover-button');
  const { x, y, width, height } = (await cover.boundingBox()) as NonNullable<Awaited<ReturnType<typeof cover.boundingBox>>>;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await expect(score(page)).toBeVisible();
  await page.waitForTimeout(700);
  await page.mouse.up();
  await expect(score(page)).toBeHidden();
  await cover.tap();
  await expect(score(page)).toHaveText('1,020');
  await expect(page).toHaveURL(/^http:\/\/[^/]+\/$/);
  expect(await faults(page), 'overview').toEqual([]);

  await page.getByRole('link', { name: words.history }).first().tap();
  await expect(heading(page, words.history)).toBeVisible();
  await expect(page.locator('#content ol.entries li').first()).toBeVisible();
  await expect(page).toHaveURL(/^http:\/\/[^/]+\/$/);

  await expect(warning(page)).toBeVisible({ timeout: 25_000 });
  expect(await faults(page), 'warning').toEqual([]);
  await page.locator('.kiosk-stay').tap();
  await expect(warning(page)).toBeHidden();
  await expect(page.locator('#content ol.entries li').first()).toBeVisible();

  await done(page).tap();
  await expect(receipt(page)).toBeVisible();
  await expect(receipt(page)).toContainText(say('receipt_done'));
  await ready(page);
  await expect(page.getByText(NUMBER)).toHaveCount(0);
  expect(await page.content()).not.toMatch(NUMBER);
  expect((await page.request.get('/api/v1/session')).status()).toBe(401);
  // The phone is told too.
  await expect(phone.getByRole('button', { name: /End/ })).toHaveCount(0);
  await phone.context().close();
});

test('without a touch the visit ends by itself, and the session with it', async ({ page, server }) => {
  await openDisplay(page, server);
  await visit(page, server, 'mixed');
  await expect(warning(page)).toBeVisible({ timeout: 25_000 });
  await expect(receipt(page)).toContainText(say('receipt_idle'), { timeout: 40_000 });
  expect((await page.request.get('/api/v1/session')).status()).toBe(401);
});

test('the phone that approved ends the visit from afar', async ({ page, server, browser }) => {
  await openDisplay(page, server);
  await begin(page);
  const phone = await phoneOf(browser, server, 'top');
  await phone.goto(await scan(phone, page.locator('svg.qr-code')));
  await phone.getByRole('button', { name: /^Approve|^Let it in|^Sign in there/ }).tap();
  await expect(page.locator('html[data-kiosk=visit]')).toBeAttached();
  await phone.getByRole('button', { name: /End/ }).first().tap();
  await expect(receipt(page)).toContainText(say('receipt_ended'));
  await phone.context().close();
});

test('whoever is asked by phone can refuse', async ({ page, server, browser }) => {
  await openDisplay(page, server);
  await begin(page);
  const phone = await phoneOf(browser, server, 'top');
  await phone.goto(await scan(phone, page.locator('svg.qr-code')));
  await phone.getByRole('button', { name: /not me|Refuse/ }).tap();
  await expect(page.getByText(say('start_refused'))).toBeVisible();
  await page.getByRole('button', { name: say('start_again') }).tap();
  await expect(page.locator('.kiosk-code')).toBeVisible();
  await phone.context().close();
});

test('a wrong code from the desk is refused in words, and the right one signs in', async ({ page, server }) => {
  await openDisplay(page, server);
  await begin(page);
  await signInByCode(page, '0000-0000');
  await expect(page.getByText(words.refused)).toBeVisible();
  await signInByCode(page, server.code('low'));
  await expect(page.locator('html[data-kiosk=visit]')).toBeAttached();
});

test('leaving quickly shows the attract screen at once, without a receipt', async ({ page, server }) => {
  await openDisplay(page, server);
  await visit(page, server, 'desk');
  await page.getByRole('button', { name: say('bar_leave') }).tap();
  await ready(page);
  await expect(receipt(page)).toHaveCount(0);
});

test('a reload ends the visit, on the server too', async ({ page, server }) => {
  await openDisplay(page, server);
  await visit(page, server, 'desk');
  const cookies = await page.context().cookies();
  await page.reload();
  await ready(page);
  expect(await page.content()).not.toMatch(NUMBER);
  const session = cookies.find(({ name }) => name === 'cs_session');
  expect(session).toBeDefined();
  const answer = await fetch(`${server.url}/api/v1/session`, { headers: { cookie: `cs_session=${session?.value}` } });
  expect(answer.status).toBe(401);
});

test('what can be read without signing in, in three languages', async ({ page, server }) => {
  await openDisplay(page, server);
  for (const language of languages) {
    await begin(page, language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const path of ['/tiers', '/rights', '/glossary']) {
      await page.locator(`.kiosk-links a[href="${path}"]`).tap();
      await expect(page.locator('#content h1')).toBeVisible();
      expect(await faults(page), `${path} in ${language}`).toEqual([]);
      await page.getByRole('button', { name: say('bar_back', language) }).tap();
      await expect(page.locator('.kiosk-links')).toBeVisible();
    }
    await done(page).tap();
    await ready(page);
  }
});

test('a display whose server is gone says so, and comes back by itself', async ({ page, server, expectedNoise }) => {
  expectedNoise.push(/ERR_CONNECTION_REFUSED|Failed to load/);
  await openDisplay(page, server);
  await prepared(page);
  await server.kill();
  await expect(page.locator('.attract-offline').first()).toBeVisible({ timeout: 40_000 });
  await page.reload();
  await expect(page.locator('#attract')).toBeVisible();
  await expect(page.locator('.attract-offline').first()).toBeVisible({ timeout: 15_000 });
  await server.start();
  await expect(page.locator('.attract-offline').first()).toBeHidden({ timeout: 15_000 });
  // It takes a document from the server then; a touch meanwhile is for the document before.
  await page.waitForLoadState();
  await ready(page);
  await visit(page, server, 'desk');
  await expect(score(page)).toHaveText('1,020');
});

test('a visit whose connection is lost ends, and says so', async ({ page, server, expectedNoise }) => {
  expectedNoise.push(/ERR_CONNECTION_REFUSED|Failed to load|ERR_INCOMPLETE|ERR_EMPTY|net::/);
  await openDisplay(page, server);
  await prepared(page);
  await visit(page, server, 'desk');
  await server.kill();
  await expect(page.locator('.kiosk-lost')).toBeVisible({ timeout: 15_000 });
  await expect(page.locator('html[data-kiosk=attract]')).toBeAttached({ timeout: 40_000 });
  expect(await page.content()).not.toMatch(NUMBER);
  await server.start();
});
