// One entry: what it did on the day it was recorded, and an alarm where the server says otherwise.

import { expect, heading, test } from './journey.ts';

test('an entry says what it did to the score', async ({ page, open }) => {
  await open('/', 'desk');
  await page.getByRole('link', { name: /blood/i }).first().click();
  await expect(heading(page, 'Entry')).toBeFocused();
  await expect(page.getByText(/when it was recorded, it took the score from 1,010 to 1,020\.$/)).toBeVisible();
  await expect(page.getByText('The tier stayed A.')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('an entry that changed nothing says why', async ({ page, open }) => {
  await open('/history?counts=no', 'mixed');
  const capped = page.getByRole('listitem').filter({ hasText: 'The most that counts' }).first();
  await capped.getByRole('link').click();
  await expect(page.getByText(/when it was recorded, it changed nothing: the score stayed/)).toBeVisible();
  await expect(page.getByText(/^The most that counts for this in \d{4}/)).toBeVisible();
});

test('where the server says otherwise, both are shown', async ({ page, context, open }) => {
  await context.route('**/api/v1/me/entries', async (route) => {
    const answer = await route.fetch();
    const lines = (await answer.text()).split('\n');
    const at = lines.findIndex((line) => line.includes('"counts":"yes"'));
    lines[at] = lines[at].replace('"counts":"yes"', '"counts":"no","reason":"not_in_force"');
    await route.fulfill({ response: answer, body: lines.join('\n') });
  });
  await open('/check', 'desk');
  await page.getByRole('main').getByRole('link', { name: /, entry desk-/ }).first().click();
  const alarm = page.getByRole('alert');
  await expect(alarm).toContainText('The server says: Does not count');
  await expect(alarm).toContainText('This device works out: Counts');
  await alarm.getByRole('link').click();
  await expect(heading(page, /arithmetic, checked/)).toBeFocused();
});
