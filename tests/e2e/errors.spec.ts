// What failed at the server is named by a number, which can be read out at a desk: by the app where it runs,
// and by the server itself where a page could not be made.

import { closeSync, openSync, truncateSync, writeSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, heading, takenOver, test } from './journey.ts';
import { languages, locales, textOf } from './words.ts';

const failing = /status of (500|503|409)/;

/** Has the answers at an address be problems, by way of a proxy before the server. */
async function fail(page: Page, address: RegExp, status: number, code: string) {
  await page.route(address, (route) => route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: `/problems/${code}`, title: 'x', status, code, request_id: '0badcafe-17' }),
  }));
}

test('a failure of the server on a page comes with its number, and goes with it', async ({ page, open, expectedNoise }) => {
  expectedNoise.push(failing);
  await fail(page, /\/api\/v1\/me\/access-log/, 500, 'internal');
  await open('/access-log', 'mixed');
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('Your record is safe');
  await expect(alert).toContainText('Request number: 0badcafe-17');
  // One tap takes the whole number, to copy it.
  await alert.getByText('Request number').click({ clickCount: 1 });
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('0badcafe-17');
  await page.unroute(/\/api\/v1\/me\/access-log/);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('0badcafe-17')).toHaveCount(0);
});

test('a refusal without a reason has its number too; one with a reason has none', async ({ page, open, expectedNoise }) => {
  expectedNoise.push(failing);
  await fail(page, /\/api\/v1\/me\/tier-proofs/, 409, 'conflict');
  await open('/tier-proof', 'mixed');
  await page.getByRole('button', { name: textOf('en', 'tier_proof.make') }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Request number: 0badcafe-17');
});

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    test.use({ live: {}, locale: locales[language] });

    test('the server’s own page of a failure needs no script, and gives the number', async ({ page, open, server, expectedNoise }) => {
      expectedNoise.push(failing);
      await open('/history', 'mixed');
      // The disk has lost the database, and what the server knew of it by heart.
      for (const end of ['', '-wal']) truncateSync(`${server.file}${end}`, 0);
      const index = openSync(`${server.file}-shm`, 'r+');
      writeSync(index, Buffer.alloc(136));
      closeSync(index);
      const answer = await page.goto('/history');
      expect(answer?.status()).toBe(500);
      const number = answer?.headers()['x-request-id'] ?? 'none';
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(heading(page, textOf(language, 'fault.title', 'later'))).toBeVisible();
      await expect(page.getByText(textOf(language, 'error.request').replace('{id}', number))).toBeVisible();
      await expect(page.getByText(textOf(language, 'fault.safe', 'later'))).toBeVisible();
      await expect(page.getByRole('link', { name: textOf(language, 'state.retry') })).toBeVisible();
      expect(await page.locator('script').count()).toBe(0);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    });
  });
}

test('a wrong address is the app’s page, not the server’s', async ({ page }) => {
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(200);
  await takenOver(page);
  await expect(heading(page, textOf('en', 'not_found.title'))).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
