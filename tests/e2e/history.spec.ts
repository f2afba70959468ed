// All entries, page by page, by month, each with whether it counts and why not.

import { expect, heading, test } from './journey.ts';
import { words } from './words.ts';

test('entries come in pages, under their months', async ({ page, open }) => {
  await open('/history', 'mixed');
  await expect(heading(page, words.history)).toBeVisible();
  await expect(page.getByText(/^50 of \d+ entries shown$/)).toBeVisible();

  const months = page.getByRole('heading', { level: 2 });
  await expect(months.first()).toHaveText(/^[A-Z][a-z]+ \d{4}$/);
  const monthsBefore = await months.count();

  await page.getByRole('button', { name: words.more }).click();
  await expect(page.getByText(/^(\d+) of \1 entries shown$/)).toBeVisible();
  await expect(page.getByRole('button', { name: words.more })).toHaveCount(0);

  const names = await months.allTextContents();
  expect(names.length).toBeGreaterThan(monthsBefore);
  expect(new Set(names).size, 'each month has one heading').toBe(names.length);
});

test('an entry that does not count says why', async ({ page, open }) => {
  await open('/history', 'mixed');
  await page.getByRole('button', { name: words.more }).click();
  await expect(page.getByText(/^(\d+) of \1 entries shown$/)).toBeVisible();
  for (const reason of [
    /It lapsed on \S/,
    /The most that counts for this in \d{4}/,
    /The correction .+ undoes it/,
    /It undoes the entry/,
    /It was repaired on \S/,
    /You object to it/,
  ]) {
    await expect(page.getByText(reason).first()).toBeVisible();
  }
});

test('the address of the history can be opened directly and gone back to', async ({ page, open }) => {
  await open('/history', 'desk');
  await expect(heading(page, words.history)).toBeVisible();
  await page.getByRole('link', { name: words.tiers, exact: true }).click();
  await expect(heading(page, words.tiers)).toBeFocused();
  await page.goBack();
  await expect(heading(page, words.history)).toBeVisible();
  await expect(page).toHaveTitle(/History/);
});
