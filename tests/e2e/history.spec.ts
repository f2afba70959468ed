// All entries, page by page, by month, filtered, each with whether it counts and why not.

import type { Page } from '@playwright/test';
import { expect, heading, test } from './journey.ts';
import { words } from './words.ts';

const count = (page: Page) => page.locator('.history-count');

test('entries come in pages, under their months', async ({ page, open }) => {
  await open('/history', 'mixed');
  await expect(heading(page, words.history)).toBeVisible();
  await expect(count(page)).toHaveText(/^Entries 1 to 50 of \d+$/);
  await expect(page.getByRole('listitem').filter({ hasText: /points/ })).toHaveCount(50);
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(/^[A-Z][a-z]+ \d{4}$/);

  await page.getByRole('link', { name: words.older, exact: true }).click();
  await expect(count(page)).toHaveText(/^Entries 51 to (\d+) of \1$/);
  await expect(count(page)).toBeFocused();
  await expect(page).toHaveURL(/page=2$/);
  const names = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(new Set(names).size, 'each month has one heading').toBe(names.length);

  await page.goBack();
  await expect(count(page)).toHaveText(/^Entries 1 to 50 of \d+$/);
});

test('an entry that does not count says why', async ({ page, open }) => {
  await open('/history?counts=no', 'mixed');
  await expect(count(page)).toHaveText(/that fit/);
  const reasons = [
    /It lapsed on \S/,
    /The most that counts for this in \d{4}/,
    /The correction .+ undoes it/,
    /It undoes the entry/,
    /It was repaired on \S/,
    /You object to it/,
  ];
  for (const reason of reasons) {
    await expect(page.getByText(reason).first()).toBeVisible();
  }
  await expect(page.getByText(/^Counts until/)).toHaveCount(0);
});

test('a filter is in the address: it can be shared, and gone back over', async ({ page, open }) => {
  await open('/history', 'mixed');
  await expect(count(page)).toHaveText(/^Entries 1 to 50/);
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Category').selectOption('traffic');
  await expect(page).toHaveURL(/category=traffic/);
  await page.getByLabel('Points', { exact: true }).selectOption('loss');
  await expect(page).toHaveURL(/category=traffic&direction=loss$/);
  await expect(count(page)).toHaveText(/that fit, out of/);
  await expect(page.locator('.amount-number').filter({ hasText: '+' })).toHaveCount(0);
  const filtered = await count(page).textContent();

  await page.reload();
  await expect(count(page)).toHaveText(filtered ?? '');
  await expect(page.getByLabel('Category')).toHaveValue('traffic');

  await page.goBack();
  await expect(page).toHaveURL(/category=traffic$/);
  await expect(page.getByLabel('Points', { exact: true })).toHaveValue('');
  await page.getByRole('button', { name: 'Remove the filter' }).click();
  await expect(page).toHaveURL(/\/history$/);
  await expect(count(page)).toHaveText(/^Entries 1 to 50/);
});

test('words are looked for in kind, authority, basis and reference', async ({ page, open }) => {
  await open('/history', 'mixed');
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Words').fill('blood');
  await expect(page).toHaveURL(/words=blood/);
  await expect(count(page)).toHaveText(/that fit/);
  for (const name of await page.locator('.entry-name').allTextContents()) expect(name).toMatch(/blood/i);
  await page.getByLabel('Words').fill('nothing of the kind');
  await expect(count(page)).toHaveText(/^None of \d+ entries fits$/);
});

test('of a broken address the sound parts are kept, and the rest is named', async ({ page, open }) => {
  await open('/history?direction=loss&from=2026-13-01&colour=red&page=x', 'mixed');
  await expect(page.getByText('from=2026-13-01, colour=red, page=x')).toBeVisible();
  await expect(count(page)).toHaveText(/that fit/);
  await expect(page.locator('.amount-number').filter({ hasText: '+' })).toHaveCount(0);
});

test('100,000 entries: to a year, to the end, and back', async ({ page, open }) => {
  test.slow();
  await open('/history', 'long');
  await expect(count(page)).toHaveText('Entries 1 to 50 of 100,000', { timeout: 30_000 });
  const years = page.getByLabel('Year');
  const year = await years.locator('option').nth(3).textContent();
  await years.selectOption(year);
  await expect(page.getByRole('heading', { level: 2, name: new RegExp(` ${year}$`) }).first()).toBeInViewport();
  await page.getByRole('link', { name: 'Oldest' }).click();
  await expect(count(page)).toHaveText('Entries 99,951 to 100,000 of 100,000');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 2, name: new RegExp(` ${year}$`) }).first()).toBeVisible();
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
