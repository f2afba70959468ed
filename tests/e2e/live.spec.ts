// An entry arrives while the page is open: the score changes by itself and is said aloud.

import { entryWorth } from './entries.ts';
import { expect, score, test, tier } from './journey.ts';
import { words } from './words.ts';

test.use({ live: {} });

test('20 points more turn 1,020 and A into 1,040 and A+', async ({ page, open, server }) => {
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,020');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  server.import(entryWorth(20, 'desk', 'journey-20'));

  await expect(score(page)).toHaveText('1,040');
  await expect(tier(page)).toHaveText('A+');
  await expect(page.getByRole('status').filter({ hasText: '1,040' })).toContainText('A+');
  expect(await page.evaluate(() => 'sameDocument' in window), 'the page was not reloaded').toBe(true);
});

test('an entry arrives on the open history too', async ({ page, open, server }) => {
  await open('/history', 'desk');
  await expect(page.getByRole('heading', { level: 1, name: words.history })).toBeVisible();
  const line = entryWorth(20, 'desk', 'journey-seen');
  const before = await page.getByText('+20').count();

  server.import(line);

  await expect(page.getByText('+20')).toHaveCount(before + 1);
});

test('an entry of someone else changes nothing here', async ({ page, open, server }) => {
  await open('/', 'desk');
  server.import(entryWorth(20, 'edge', 'journey-other'));
  server.import(entryWorth(20, 'desk', 'journey-own'));
  await expect(score(page)).toHaveText('1,040');
});
