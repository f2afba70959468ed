// Being scored at all: withdrawn after a look at what follows, and given again in one step.

import { faults } from './axe.ts';
import { expect, heading, score, test } from './journey.ts';

test.use({ live: {}, expectedNoise: async ({}, use) => use([/status of 403/]) });

test('withdrawn consent ends the score and nothing else, and is given again in one step', async ({ page, open }) => {
  await open('/consent', 'desk');
  await expect(page.getByRole('heading', { name: 'You are being scored' })).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw consent…' }).click();
  await expect(page.getByRole('heading', { name: 'Before you withdraw' })).toBeFocused();
  for (const words of ['There is no score and no tier', 'Perks that rest on a tier end', 'Burdens of the rulebook that rest on a tier end too', 'Your entries stay', 'You can consent again at any time']) {
    await expect(page.getByText(words)).toBeVisible();
  }
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep my consent' }).click();
  await page.getByRole('button', { name: 'Withdraw consent…' }).click();
  await page.getByRole('button', { name: 'Withdraw my consent' }).click();
  await expect(page.getByRole('heading', { name: 'You are not being scored' })).toBeVisible();

  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(heading(page, 'You are not being scored')).toBeVisible();
  await expect(score(page)).toHaveCount(0);
  await page.reload();
  await expect(heading(page, 'You are not being scored')).toBeVisible();

  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Read your entries' }).click();
  await expect(heading(page, 'History')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Blood donation' }).first().click();
  await expect(heading(page, 'Entry')).toBeVisible();
  await expect(page.getByText('What was recorded')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your own words' })).toBeVisible();

  await open('/access-log');
  await expect(page.getByText('Consent withdrawn')).toBeVisible();
  for (const path of ['/effects', '/tier-proof', '/what-if', '/outlook']) {
    await open(path);
    await expect(heading(page, 'You are not being scored')).toBeVisible();
  }

  await open('/consent');
  await page.getByRole('button', { name: 'Consent to being scored' }).click();
  await expect(page.getByRole('heading', { name: 'You are being scored' })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(score(page)).toHaveText('1,020');
});

test('another open screen follows at once, both ways', async ({ page, open, context }) => {
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,020');
  const other = await context.newPage();
  await other.goto('/consent');
  await other.getByRole('button', { name: 'Withdraw consent…' }).click();
  await other.getByRole('button', { name: 'Withdraw my consent' }).click();
  await expect(heading(page, 'You are not being scored')).toBeVisible();
  await other.getByRole('button', { name: 'Consent to being scored' }).click();
  await expect(score(page)).toHaveText('1,020');
});
