// Addresses behind the hash sign: every page can be reached, copied, opened in another tab and gone back from.

import { faults } from '../e2e/axe.ts';
import { expect, heading, score, takenOver, test } from '../e2e/journey.ts';
import { words } from '../e2e/words.ts';

test('links, back and forward, and the address of every page', async ({ page, open, server }) => {
  await open('/', 'mixed');
  await page.getByRole('link', { name: words.history, exact: true }).click();
  await expect(heading(page, words.history)).toBeVisible();
  expect(page.url()).toBe(`${server.url}#/history`);
  await page.getByRole('link', { name: words.older }).first().click();
  await expect(page).toHaveURL(/#\/history\?page=2$/);
  await page.goBack();
  await expect(page).toHaveURL(/#\/history$/);
  await page.goBack();
  await expect(score(page)).toBeVisible();
  await page.goForward();
  await expect(heading(page, words.history)).toBeVisible();
});

test('a link opens in another tab, and both know of one another', async ({ page, context, open }) => {
  await open('/', 'desk');
  const history = page.getByRole('link', { name: words.history, exact: true });
  await expect(history).toHaveAttribute('href', '#/history');
  const other = await context.newPage();
  await other.goto(await history.evaluate((link) => (link as HTMLAnchorElement).href));
  await takenOver(other);
  await expect(heading(other, words.history)).toBeVisible();
  const before = await other.getByRole('listitem').count();
  expect(before).toBeGreaterThan(0);

  await page.bringToFront();
  await page.getByRole('button', { name: 'A new entry now' }).click();
  await expect(score(page)).toHaveText('1,040');
  await other.goto(other.url().replace('#/history', '#/'));
  await expect(score(other)).toHaveText('1,040');

  await other.getByRole('button', { name: words.signOut }).click();
  await expect(heading(page, words.signIn), 'the other tab is told').toBeVisible();
});

test('a place on a page is reached without leaving the page', async ({ page, open }) => {
  await open('/glossary#cap');
  await expect(page.locator('#cap')).toBeInViewport();
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: words.skip }).press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await expect(page).toHaveURL(/#\/glossary#cap$/);
});

test('the keyboard comes to the way past everything first, then to the banner', async ({ page, open }) => {
  await open('/glossary');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: words.skip })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'A new entry now' })).toBeFocused();
  expect(await faults(page)).toEqual([]);
});

test('the address can carry the language', async ({ page, server }) => {
  await page.goto(`${server.url}?lang=nl#/glossary`);
  await takenOver(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.reload();
  await takenOver(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  expect(page.url()).toBe(`${server.url}#/glossary`);
});

test('an address of nothing says so', async ({ page, open }) => {
  await open('/nothing-here');
  await expect(heading(page, words.notFound)).toBeVisible();
});
