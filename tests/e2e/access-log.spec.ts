// Who looked: each access with its purpose, narrowed by the address, by pages, and as a file.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, heading, test } from './journey.ts';
import { languages, locales, textOf } from './words.ts';

test.use({ live: {}, expectedNoise: async ({}, use) => use([/status of 400/]) });

const rows = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Log number' });

test('a sign-in and an import stand in the log, with by what and how many entries', async ({ page, open }) => {
  await open('/access-log', 'desk');
  await expect(heading(page, 'Who looked')).toBeVisible();
  const newest = rows(page).first();
  await expect(newest.getByText('Sign-in', { exact: true })).toBeVisible();
  await expect(newest.getByRole('time').or(newest.locator('time'))).toHaveAttribute('datetime', /Z$/);
  await expect(page.getByText('What you read on your own screen is not logged. The log only grows')).toBeVisible();
});

test('kind and period narrow it in the address; what cannot be read is named and the rest holds', async ({ page, open }) => {
  await open('/access-log', 'desk');
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('What was done').selectOption({ label: 'Tier shown' });
  await expect(page).toHaveURL(/\?kind=tier_proof$/);
  await expect(page.getByText('No access fits this filter.')).toBeVisible();
  await page.goBack();
  await expect(rows(page).getByText('Sign-in', { exact: true }).first()).toBeVisible();

  await open('/access-log?kind=sign_in&from=yesterday&until=2999-01-01&cursor=nonsense');
  await expect(page.getByText('Part of this address could not be used: from=yesterday, cursor=nonsense.')).toBeVisible();
  await expect(rows(page).getByText('Sign-in', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter' }).click();
  await expect(page).toHaveURL(/\/access-log$/);

  await open('/access-log?from=2026-02-01&until=2026-01-01');
  await expect(page.getByText('Part of this address could not be used: until=2026-01-01.')).toBeVisible();
});

test('a long log goes by pages, and all of it is a file', async ({ page, open, request }, info) => {
  for (let times = 0; times < 55; times += 1) {
    const answer = await request.post('/api/v1/session', { data: { resident: 'new' } });
    expect(answer.ok()).toBe(true);
  }
  await open('/access-log', 'new');
  const shown = rows(page);
  await expect(shown).toHaveCount(50);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(page.getByRole('heading', { name: 'Accesses, newest first' })).toBeFocused();
  const older = await shown.count();
  expect(older).toBeLessThan(50);
  await page.reload();
  await expect(shown).toHaveCount(older);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(shown).toHaveCount(50);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save the whole log (CSV)' }).click();
  const path = info.outputPath('log.csv');
  await (await download).saveAs(path);
  expect(readFileSync(path, 'utf8').trim().split('\n').length).toBeGreaterThan(55);
});

for (const language of languages) {
  test.describe(language, () => {
    test.use({ locale: locales[language] });
    test('the purpose is told in the words of the language', async ({ page, open }) => {
      await open('/access-log', 'desk');
      await expect(page.getByText(textOf(language, 'access_log.sign_in_for', 'later')).first()).toBeVisible();
    });
  });
}
