// The whole app by keyboard alone.

import type { Page } from '@playwright/test';
import { expect, heading, takenOver, test } from './journey.ts';
import { tabTo } from './keys.ts';
import { nameOf, textOf, words } from './words.ts';

/** The focused element must be marked: an outline or a shadow that it lacks otherwise. */
async function expectFocusMark(page: Page) {
  const marked = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement as Element);
    return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
  });
  expect(marked, 'the focus can be seen').toBe(true);
}

test('sign in, read everything, change the language, sign out', async ({ page, open }) => {
  // A hundred and more presses of a key, each waited for.
  test.slow();
  await open('/');
  await tabTo(page, page.getByRole('button', { name: nameOf('mixed') }));
  await expectFocusMark(page);
  await page.keyboard.press('Enter');
  await expect(heading(page, words.overview)).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: words.history, exact: true }));
  await expectFocusMark(page);
  await page.keyboard.press('Enter');
  await expect(heading(page, words.history)).toBeFocused();

  await tabTo(page, page.getByRole('link', { name: words.older, exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Entries 51 to (\d+) of \1$/)).toBeFocused();
  expect(await page.evaluate(() => document.activeElement !== document.body), 'the focus is not lost').toBe(true);

  await page.reload();
  await expect(heading(page, words.history)).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: words.skip }));
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

  await page.reload();
  // The painted page has the language that it is in to choose from, and no other.
  await takenOver(page);
  await expect(heading(page, words.history)).toBeVisible();
  await tabTo(page, page.getByLabel(words.language));
  await expectFocusMark(page);
  await page.keyboard.press('ArrowDown');
  await expect(heading(page, textOf('nl', 'history.title', 'later'))).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: textOf('nl', 'session.sign_out') }));
  await expectFocusMark(page);
  await page.keyboard.press('Enter');
  await expect(heading(page, textOf('nl', 'sign_in.title', 'later'))).toBeVisible();
});
