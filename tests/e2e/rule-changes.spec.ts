// Changes of the rules: what the announced rulebook does to the ledger, and how it differs.

import { expect, heading, test } from './journey.ts';
import { words } from './words.ts';

test('the announced rulebook, in words, against the ledger and against the present one', async ({ page, open }) => {
  await open('/rule-changes', 'mixed');
  await expect(heading(page, words.ruleChanges)).toBeVisible();
  const year = new Date().getUTCFullYear() + 1;
  const announced = `From 1 Jan ${year}, version ${year}.1 of the rulebook takes the place of version 2026.1`;
  await expect(page.getByText(announced)).toBeVisible();
  await expect(page.getByRole('table').getByRole('row', { name: /^Score/ })).toBeVisible();

  await expect(page.getByText('Tier A+ begins at 1,050 points instead of 1,040 points.')).toBeVisible();
  await expect(page.getByText('New: Flood watch.')).toBeVisible();
  await expect(page.getByText('Gone: Travelling without a ticket.')).toBeVisible();
  await expect(page.getByText(/It counts; until now it was only planned\./)).toBeVisible();
  await expect(page.getByText(/planned from 1 Jan 2028 instead of not announced, and counts for nothing yet/)).toBeVisible();
  const codes = (await page.getByRole('main').innerText()).match(/\b[a-z]+_[a-z_]+\b/g);
  expect(codes, 'codes in place of words').toBeNull();
});

test('words that only the announced rulebook has follow the language', async ({ page, open }) => {
  await open('/rule-changes', 'desk');
  await page.getByLabel(words.language).selectOption('nl');
  await expect(page.getByText('Nieuw: Hoogwaterwacht.')).toBeVisible();
});

test('entries that count differently say how, and lead to their page', async ({ page, open }) => {
  await open('/rule-changes', 'long');
  await expect(page.getByText(/entries count differently; [\d,]+ as before/)).toBeVisible({ timeout: 30_000 });
  const first = page.getByRole('listitem').filter({ hasText: 'Present rules:' }).first();
  await expect(first).toContainText('New rules:');
  await first.getByRole('link').click();
  await expect(heading(page, words.entry)).toBeVisible();
});
