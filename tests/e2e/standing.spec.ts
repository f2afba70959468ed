// The resident sees the score, the tier, and what is missing to the next one.

import { expect, heading, score, test, tier } from './journey.ts';
import { words } from './words.ts';

test('desk has 1,020 points, tier A, 20 points to A+', async ({ page, open }) => {
  await open('/', 'desk');
  await expect(heading(page, words.overview)).toBeVisible();
  await expect(score(page)).toHaveText('1,020');
  await expect(tier(page)).toHaveText('A');
  await expect(page.getByText('20 points to tier A+').first()).toBeVisible();
});

test('at the top there is no next tier to reach', async ({ page, open }) => {
  await open('/', 'top');
  await expect(tier(page)).toHaveText('AAA');
  await expect(page.getByText('This is the highest tier').first()).toBeVisible();
  await expect(page.getByText(/points? to tier/)).toHaveCount(0);
});

test('on the edge, one lost point costs the tier', async ({ page, open }) => {
  await open('/', 'edge');
  await expect(tier(page)).toHaveText('A+');
  await expect(page.getByText('Losing one point would lead to tier A.')).toBeVisible();
});

test('without entries there are the points that everyone starts with', async ({ page, open }) => {
  await open('/', 'new');
  await expect(score(page)).toHaveText('1,000');
  await expect(page.getByText('Nothing has been recorded about you')).toBeVisible();
});

test('a record of 100,000 entries opens like any other', async ({ page, open }) => {
  await open('/', 'long');
  await expect(score(page)).toHaveText(/^[\d,]+$/);
  await page.getByRole('link', { name: words.history, exact: true }).click();
  await expect(page.getByText('Entries 1 to 50 of 100,000')).toBeVisible({ timeout: 20_000 });
});
