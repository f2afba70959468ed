// What if: supposing entries, by the form and by the address, and the ways to the next tier.

import { expect, heading, test } from './journey.ts';
import { words } from './words.ts';

const today = new Date().toISOString().slice(0, 10);

test('what is supposed is worked out, kept in the address, and can be gone back over', async ({ page, open }) => {
  await open('/what-if', 'desk');
  await expect(heading(page, words.whatIf)).toBeVisible();
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /^Score/ })).toContainText('1,020');
  await expect(page.getByText('Nothing is supposed yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('alert')).toHaveText('Choose the kind of entry.');

  await page.getByLabel('Kind of entry').selectOption({ label: 'Help in an emergency' });
  const points = page.getByLabel('Points added, 20 to 60');
  await points.fill('61');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('alert')).toHaveText('Enter a whole number from 20 to 60.');
  await points.fill('40');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page).toHaveURL(/\?add=emergency_help\*40\*\d{4}-\d\d-\d\d$/);
  await expect(table.getByRole('row', { name: /^Score/ })).toContainText('1,060');
  await expect(table.getByRole('row', { name: /^Tier/ })).toContainText('A+');
  await expect(page.getByText('Effects that would begin')).toBeVisible();
  await expect(page.getByText('Lower price for a transport card top-up')).toBeVisible();

  await page.getByLabel('Kind of entry').selectOption({ label: 'Driving through a red light' });
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(table.getByRole('row', { name: /^Score/ })).toContainText('1,050');
  await page.getByRole('button', { name: /^Remove Help in an emergency/ }).click();
  await expect(table.getByRole('row', { name: /^Score/ })).toContainText('1,010');
  await expect(page.getByRole('heading', { name: 'What the rules make of it' })).toBeFocused();

  await page.goBack();
  await expect(table.getByRole('row', { name: /^Score/ })).toContainText('1,050');
  await page.goBack();
  await page.goBack();
  await expect(page.getByText('Nothing is supposed yet.')).toBeVisible();
});

test('what is planned is marked and worth nothing', async ({ page, open }) => {
  await open(`/what-if?add=helping_elderly_cross*5*${today}`, 'desk');
  await expect(page.getByRole('row', { name: /^Score/ })).toHaveText(/Score\s*1,020\s*1,020/);
  await expect(page.getByText(/Planned: counts for nothing yet\. It is worth 0 points\./)).toBeVisible();
  await expect(page.getByText(/The score would be 1,025 points, tier A\./)).toBeVisible();
});

test('the sound parts of a broken address are kept and the others are named', async ({ page, open }) => {
  const broken = [
    `add=nonsense*1*${today}`, 'add=red_light*-10*2026-02-31', `add=emergency_help*500*${today}`,
    'add=red_light*-10*1900-01-01', 'add=first_aid_course*5', 'on=tomorrow', 'foo=%ff',
  ];
  await open(`/what-if?add=red_light*-10*${today}&${broken.join('&')}`, 'desk');
  const note = page.getByRole('main').getByRole('status').first();
  await expect(note.getByRole('listitem')).toHaveCount(broken.length);
  await expect(note).toContainText('there is no such kind of entry');
  await expect(note).toContainText('the points have to be +20 to +60');
  await expect(page.getByRole('row', { name: /^Score/ })).toContainText('1,010');
});

test('no more than twenty entries are taken', async ({ page, open }) => {
  const many = Array.from({ length: 25 }, () => `add=red_light*-10*${today}`).join('&');
  await open(`/what-if?${many}`, 'desk');
  await expect(page.getByRole('row', { name: /^Score/ })).toContainText('820');
  await expect(page.getByRole('button', { name: 'Add' })).toBeDisabled();
  await expect(page.getByText(/at most 20 entries are taken/)).toHaveCount(5);
});

test('ways to the next tier come as facts, with the caution where health is at stake', async ({ page, open }) => {
  await open('/what-if', 'desk');
  const donation = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Blood donation' }) });
  await expect(donation).toContainText('points are never a reason to donate');
  await expect(donation).toContainText('20 of 30 points');
  await expect(donation).toContainText('6 months between two of them');
  await expect(page.getByRole('heading', { name: 'Planned, and worth nothing' })).toBeVisible();
  await expect(page.getByText(/Worth 0 points; \+5 if it were in force/)).toBeVisible();
});

test('at the top there is no next tier', async ({ page, open }) => {
  await open('/what-if', 'top');
  await expect(page.getByText(/There is none above it, so there is no way/)).toBeVisible();
});
