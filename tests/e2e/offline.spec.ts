// The server goes away under an open page, and comes back.

import { entryWorth } from './entries.ts';
import { expect, heading, score, test } from './journey.ts';
import { words } from './words.ts';

test.use({ live: {} });
test.beforeEach(({ expectedNoise }) => {
  expectedNoise.push(/ERR_(CONNECTION|INCOMPLETE|EMPTY|NETWORK)|Failed to load resource|Failed to fetch/);
});

test('the last score stays with its time, and the page recovers by itself', async ({ page, open, server }) => {
  test.slow();
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,020');
  // What is still on its way when the server goes is another journey.
  await expect(page.getByText(words.addedUp)).toBeVisible();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  await server.kill();
  await expect(page.getByText(words.lost)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(words.lastUpdated)).toBeVisible();
  await expect(score(page)).toHaveText('1,020');

  server.import(entryWorth(20, 'desk', 'journey-meanwhile'));
  await server.start();
  await expect(score(page)).toHaveText('1,040', { timeout: 40_000 });
  await expect(page.getByText(words.lost)).toBeHidden();
  expect(await page.evaluate(() => 'sameDocument' in window), 'the page was not reloaded').toBe(true);
});

test('a page that cannot be loaded offers another try, and recovers by itself', async ({ page, open, server }) => {
  test.slow();
  await open('/', 'desk');
  await server.kill();
  await page.getByRole('link', { name: words.history, exact: true }).click();
  const retry = page.getByRole('main').getByRole('button', { name: words.retry });
  await expect(retry).toBeVisible({ timeout: 30_000 });
  await retry.click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing is lost');

  await server.start();
  await expect(heading(page, words.history)).toBeVisible();
  await expect(page.getByText(/^Entries 1 to/)).toBeVisible({ timeout: 40_000 });
  await expect(retry).toBeHidden();
});
