// What lies ahead: the neighbouring tiers, what would cost the tier, the days on which entries lapse.

import { expect, heading, test } from './journey.ts';

test('where one stands, and the days on which entries lapse', async ({ page, open }) => {
  await open('/', 'mixed');
  await page.getByRole('link', { name: 'Ahead', exact: true }).click();
  await expect(heading(page, 'Ahead')).toBeFocused();
  const main = page.getByRole('main');
  await expect(main.getByText('1,170 points, tier AA', { exact: true }).first()).toBeVisible();
  await expect(main.getByText('110 points to tier AAA')).toBeVisible();
  await expect(main.getByText('30 points can go. One more, and it is tier A+.')).toBeVisible();
  await expect(main.getByText(/^\d[\d,]* points, tier \S+, from then on$/).first()).toBeVisible();
  await expect(main.getByText(/^Its [+−]\d+ lapses$/).first()).toBeVisible();

  await main.getByRole('link', { name: 'The score over time' }).click();
  await expect(heading(page, 'Score over time')).toBeFocused();
});

test('what is objected to: two standings, one of them in force', async ({ page, open }) => {
  await open('/outlook', 'mixed');
  const section = page.locator('section', { has: page.getByRole('heading', { name: /With and without/ }) });
  await expect(section.getByText('1,170 points, tier AA')).toBeVisible();
  await expect(section.getByText('In force', { exact: true })).toHaveCount(1);
  await expect(section.getByText(/suspends an entry/)).toBeVisible();
  const entries = section.getByRole('link');
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toHaveText(/\S.*, entry mixed-/);
  await entries.first().click();
  await expect(heading(page, 'Entry')).toBeFocused();
});

test('on the edge no point can go, and a single small entry would cost the tier', async ({ page, open }) => {
  await open('/outlook', 'edge');
  const main = page.getByRole('main');
  await expect(main.getByText('No point can go: with one less, it is tier A.')).toBeVisible();
  const parking = main.getByRole('listitem').filter({ hasText: '−5' }).first();
  await expect(parking).toContainText('In any case: tier A');
  await expect(main.getByText(/litter/i), 'a planned rule costs nothing').toHaveCount(0);
});

test('at the top and without entries it says so', async ({ page, open }) => {
  await open('/outlook', 'top');
  await expect(page.getByText('This is the highest tier. There is none above it.')).toBeVisible();
  await expect(page.getByRole('heading', { name: /With and without/ })).toHaveCount(0);
  await open('/outlook', 'new');
  await expect(page.getByText('Nothing lapses: what counts today counts for good.')).toBeVisible();
});

test('the days come in pages, kept in the address', async ({ page, open }) => {
  await open('/outlook', 'mixed');
  await expect(page.getByText(/^Days 1 to 20 of \d+$/)).toBeVisible();
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(page.getByText(/^Days 21 to (\d+) of \1$/)).toBeVisible();
  await expect(page).toHaveURL(/\?page=2$/);
  await expect(page.getByRole('heading', { name: 'Days on which something changes' })).toBeFocused();
  await expect(page.getByText('The tier changes from')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText(/^Days 1 to 20 of \d+$/)).toBeVisible();
});

test('100,000 entries have an outlook too', async ({ page, open }) => {
  test.slow();
  await open('/outlook', 'long');
  await expect(page.getByText(/^Days 1 to (\d+) of \1$/)).toBeVisible({ timeout: 40_000 });
});

test('a page that is not there says so', async ({ page, open }) => {
  await open('/outlook?page=99', 'mixed');
  await expect(page.getByText('There is no page 99: the last one is 2.')).toBeVisible();
});
