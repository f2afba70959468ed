// A resident's own words beside an entry: kept while they are typed, shown wherever the entry is.

import { faults } from './axe.ts';
import { allKept } from './cases.ts';
import { expect, heading, test } from './journey.ts';

test.use({ live: {}, expectedNoise: async ({}, use) => use([/ERR_FAILED/]) });

const ENTRY = '/entry/desk-blood-donation';
const WORDS = 'I gave blood <script>alert(1)</script> at the mobile unit.';

test('written, found wherever the entry is, changed and taken away', async ({ page, open }) => {
  await open(ENTRY, 'desk');
  await expect(page.getByText('You have written nothing beside this entry.')).toBeVisible();
  await page.getByRole('button', { name: 'Write something' }).click();
  const field = page.getByLabel('What you want to say beside this entry');
  await expect(field).toBeFocused();
  await field.fill(WORDS);
  expect(await faults(page)).toEqual([]);
  await expect(page.getByText(`${500 - WORDS.length} characters left`)).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('blockquote')).toHaveText(WORDS);
  await expect(page.getByRole('heading', { name: 'Your own words' })).toBeFocused();

  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByText(`You say: ${WORDS}`)).toBeVisible();
  await page.getByRole('link', { name: 'History' }).first().click();
  await expect(page.getByText(`You say: ${WORDS}`)).toBeVisible();
  await open('/record');
  await expect(page.getByRole('table').getByText(WORDS)).toBeVisible();

  await open(ENTRY);
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(field).toHaveValue(WORDS);
  await field.fill('Shorter.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('blockquote')).toHaveText('Shorter.');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Remove them' }).click();
  await expect(page.getByText('You have written nothing beside this entry.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('You have written nothing beside this entry.')).toBeVisible();
});

test('too many and too few characters are told at the field, and nothing is lost', async ({ page, open }) => {
  await open(ENTRY, 'desk');
  await page.getByRole('button', { name: 'Write something' }).click();
  const field = page.getByLabel('What you want to say beside this entry');
  await field.fill('   ');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').getByText('Write at least one word')).toBeVisible();
  await field.fill('字'.repeat(501));
  await expect(page.getByText('1 character too many')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').getByText('This is too long.')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('字'.repeat(501));
  await field.fill('字'.repeat(500));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('blockquote')).toHaveText('字'.repeat(500));
});

test('what was typed is there again after a reload, until it is thrown away', async ({ page, open }) => {
  await open(ENTRY, 'desk');
  await page.getByRole('button', { name: 'Write something' }).click();
  const field = page.getByLabel('What you want to say beside this entry');
  await field.pressSequentially('Half a sen');
  await expect(field).toHaveValue('Half a sen');
  await allKept(page);
  await open('/');
  await open(ENTRY);
  await expect(field).toHaveValue('Half a sen');
  await page.getByRole('button', { name: 'Do not save' }).click();
  await expect(heading(page, 'Entry')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Write something' })).toBeVisible();
});

test('a server that fails takes no words away', async ({ page, open }) => {
  await open(ENTRY, 'desk');
  await page.getByRole('button', { name: 'Write something' }).click();
  const field = page.getByLabel('What you want to say beside this entry');
  await field.fill('Still here.');
  await page.route('**/statement', (route) => route.abort());
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').getByText('There is no connection to the server.')).toBeVisible();
  await expect(field).toHaveValue('Still here.');
  await page.unroute('**/statement');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('blockquote')).toHaveText('Still here.');
});
