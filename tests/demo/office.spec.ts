// The demo's own office: one resident is chosen, and everything else happens by itself.

import { bill, next, numberOf, question, send } from '../e2e/cases.ts';
import { expect, heading, score, takenOver, test, tier } from '../e2e/journey.ts';
import { nameOf, words } from '../e2e/words.ts';

test('a made-up resident is one tap away, and still there after a reload', async ({ page, open }) => {
  await open('/');
  await expect(page.getByRole('complementary', { name: 'Demonstration' })).toContainText('no server');
  await expect(heading(page, words.signIn)).toBeVisible();
  await page.getByRole('button', { name: nameOf('desk') }).click();
  await expect(score(page)).toHaveText('1,020');
  await expect(tier(page)).toHaveText('A');
  await expect(page.getByText('20 points to tier A+').first()).toBeVisible();

  await page.reload();
  await takenOver(page);
  await expect(score(page)).toHaveText('1,020');
  await page.getByRole('button', { name: words.signOut }).click();
  await expect(heading(page, words.signIn)).toBeVisible();
  await page.reload();
  await takenOver(page);
  await expect(heading(page, words.signIn)).toBeVisible();
});

test('an entry on demand turns the open page, and is said aloud', async ({ page, open }) => {
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,020');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.getByRole('button', { name: 'A new entry now' }).click();
  await expect(page.getByRole('complementary').getByRole('status')).toHaveText('An entry was recorded.');
  await expect(score(page)).toHaveText('1,040');
  await expect(tier(page)).toHaveText('A+');
  await expect(page.getByRole('status').filter({ hasText: '1,040' })).toContainText('A+');
  expect(await page.evaluate(() => 'sameDocument' in window), 'the page was not reloaded').toBe(true);
});

test('nobody is credited where nobody is signed in', async ({ page, open }) => {
  await open('/');
  await page.getByRole('button', { name: 'A new entry now' }).click();
  await expect(page.getByText('Choose a resident first.')).toBeVisible();
});

test('a minute after the sign-in an entry arrives by itself', async ({ page, open }) => {
  test.setTimeout(120_000);
  await open('/', 'desk');
  await expect(score(page)).toHaveText('1,020');
  await expect(score(page)).toHaveText('1,040', { timeout: 80_000 });
});

test('an objection with evidence is examined and decided while one looks on', async ({ page, open }) => {
  test.setTimeout(150_000);
  await open('/new-case?kind=objection&entry=desk-red-light', 'desk');
  await next(page).click();
  await page.getByRole('radio', { name: 'It was somebody else' }).check();
  await next(page).click();
  await page.getByLabel('Your own words').fill('I was at work that day.');
  await next(page).click();
  await expect(question(page, 'What should be put right?')).toBeVisible();
  await next(page).click();
  await expect(question(page, 'Evidence, if you have any')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(bill);
  await expect(page.getByText('bill.pdf')).toBeVisible();
  await next(page).click();
  await expect(question(page, 'Check your answers')).toBeVisible();
  await send(page).click();
  await expect(question(page, 'It has arrived')).toBeVisible();
  await numberOf(page);
  await page.getByRole('link', { name: 'To the case' }).click();
  await expect(heading(page, 'Case')).toBeVisible();
  await expect(page.getByText('Received').first()).toBeVisible();
  await expect(page.getByText('Being examined').first()).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(/^Decided: /).first()).toBeVisible({ timeout: 60_000 });
});

test('starting over forgets what was done', async ({ page, open }) => {
  await open('/', 'desk');
  await page.getByRole('button', { name: 'A new entry now' }).click();
  await expect(score(page)).toHaveText('1,040');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(heading(page, words.signIn)).toBeVisible();
  await page.getByRole('button', { name: nameOf('desk') }).click();
  await expect(score(page)).toHaveText('1,020');
});
