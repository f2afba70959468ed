// The display of the demo: a second page of the same folder, let in from the first.

import type { Page } from '@playwright/test';
import { expect, heading, score, takenOver, test } from '../e2e/journey.ts';
import { nameOf, words } from '../e2e/words.ts';

test.use({ viewport: { width: 1080, height: 1920 }, isMobile: false });

async function ready(display: Page) {
  await expect(display.locator('html[data-kiosk=attract][data-app=ready]')).toBeAttached({ timeout: 20_000 });
  await expect(display.locator('#attract')).toBeVisible();
}

test('a visit by choosing, and nothing is left after it', async ({ page, server }) => {
  await page.goto(`${server.url}kiosk.html`);
  await ready(page);
  await page.locator('[data-begin="nl"]').tap();
  await page.getByRole('button', { name: nameOf('desk') }).tap();
  await expect(page.locator('html[data-kiosk=visit]')).toBeAttached();
  await page.locator('.kiosk-cover-button').tap();
  await expect(score(page)).toHaveText('1.020');
  await page.locator('.kiosk-bar .kiosk-done').tap();
  await ready(page);
  await expect(page.locator('.attract-receipt')).toBeVisible();
  expect(page.url()).toBe(`${server.url}kiosk.html?after=done`);
  await page.reload();
  await ready(page);
  await expect(score(page)).toHaveCount(0);

  await page.getByRole('link', { name: "The resident's own page" }).tap();
  await takenOver(page);
  expect(page.url()).toBe(`${server.url}#/`);
  await expect(heading(page, words.signIn)).toBeVisible();
});

test('a phone in another tab lets the display in, sees it, and ends it', async ({ page, context, open, server }) => {
  await open('/', 'mixed');
  const display = await context.newPage();
  await display.goto(`${server.url}kiosk.html`);
  await ready(display);
  await display.locator('[data-begin="en"]').tap();
  const code = (await display.locator('.kiosk-code span').first().innerText()).trim();
  expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);

  await page.bringToFront();
  await page.goto(`${server.url}#/pair?code=${code}`);
  await takenOver(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(display.locator('html[data-kiosk=visit]')).toBeAttached({ timeout: 15_000 });
  await display.bringToFront();
  await display.locator('.kiosk-cover-button').tap();
  await expect(score(display)).toHaveText('1,170');
  await display.locator('.kiosk-bar .kiosk-done').tap();
  await ready(display);
  await page.bringToFront();
  await page.goto(`${server.url}#/`);
  await page.reload();
  await expect(score(page), "the resident's own page is as it was").toHaveText('1,170');
});
