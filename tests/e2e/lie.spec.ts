// A server that lies by one point, by way of a proxy before the real one: the device says so, and
// names the entry.

import type { BrowserContext } from '@playwright/test';
import { expect, test } from './journey.ts';
import { words } from './words.ts';

/** Changes the answers of the ledger, as a list and as a stream, on their way to the browser. */
async function lie(context: BrowserContext, change: (text: string) => string) {
  await context.route(/\/api\/v1\/me\/entries(\?|$)/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: change(await answer.text()) });
  });
}

/** One point more than the rules allow for the first blood donation that is met. */
const onePointMore = (text: string) =>
  text.replace(/("factor":"blood_donation","points":)10/, '$111');

test('one point too many for an entry: the overview raises the alarm, the check names the entry', async ({ page, context, open }) => {
  await lie(context, onePointMore);
  await open('/', 'desk');
  const alarm = page.getByRole('main').getByRole('alert');
  await expect(alarm).toContainText('The city’s figures do not add up');
  await alarm.getByRole('link').click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('do not follow from its own entries and rules');
  const named = page.getByRole('listitem').filter({ hasText: /11/ });
  await expect(named.first().getByRole('link', { name: /Blood donation, entry desk-/ })).toBeVisible();
});

test('one point too many in what an entry is said to add: the check names the entry', async ({ page, context, open }) => {
  await lie(context, (text) => text.replace('"counted":10', '"counted":11'));
  await open('/check', 'desk');
  const named = page.getByRole('listitem').filter({ hasText: 'the server says 11; this device works out 10.' });
  await expect(named.getByRole('link', { name: /, entry desk-/ })).toBeVisible();
});

test('a server that does not lie raises no alarm, and the overview says that it was checked', async ({ page, open }) => {
  await open('/', 'mixed');
  await expect(page.getByRole('link', { name: '65 entries added up on this device: the same score' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await page.getByRole('link', { name: /added up on this device/ }).click();
  await expect(page.getByText(/^All 65 entries were added up/)).toBeVisible();
});

test('a long record is not fetched unasked; the overview leads to the check', async ({ page, open }) => {
  await open('/', 'long');
  await page.getByRole('link', { name: 'Add up all 100,000 entries on this device' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /checked on this device/ })).toBeVisible();
  await expect(page.getByRole('link', { name: words.history, exact: true })).toBeVisible();
});
