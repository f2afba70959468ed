// A first visit explains itself: three steps before the sign-in, and for good at an address of their own.

import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, heading, takenOver, test } from './journey.ts';
import { tabTo } from './keys.ts';
import { languages, locales, nameOf, textOf, words } from './words.ts';

const text = (key: string) => textOf('en', `welcome.${key}`, 'later');
const steps = (page: Page) => page.getByRole('region', { name: text('title') });
const button = (page: Page, key: string) => steps(page).getByRole('button', { name: text(key), exact: true });
const step = (page: Page, key: string) => steps(page).getByRole('heading', { level: 2, name: text(key), exact: true });

test('three steps come before the sign-in, are turned by keyboard, and come once', async ({ page, open }) => {
  await open('/');
  await expect(step(page, 'is')).toBeVisible();
  await expect(page.getByLabel(words.code), 'the sign-in is there beside them').toBeVisible();
  const live = steps(page).locator('[aria-live="polite"]');
  await expect(live).toContainText('Step 1 of 3');

  await tabTo(page, button(page, 'next'));
  await page.keyboard.press('Enter');
  await expect(step(page, 'is_not')).toBeVisible();
  await expect(live).toContainText('Step 2 of 3');
  await expect(button(page, 'next'), 'the focus stays where it can go on').toBeFocused();

  await tabTo(page, button(page, 'back'));
  await page.keyboard.press('Enter');
  await expect(step(page, 'is')).toBeVisible();
  await expect(button(page, 'back')).toHaveCount(0);
  await expect(button(page, 'next'), 'the focus is not lost with the button').toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(step(page, 'data')).toBeVisible();
  await expect(button(page, 'skip'), 'there is nothing left to skip').toHaveCount(0);
  await expect(button(page, 'done')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(steps(page)).toHaveCount(0);
  await expect(heading(page, words.signIn)).toBeFocused();

  await page.reload();
  await takenOver(page);
  await expect(page.getByLabel(words.code)).toBeVisible();
  await expect(steps(page)).toHaveCount(0);
  expect(await page.evaluate(() => ({ ...localStorage })), 'that they were seen, and nothing else').toEqual({ welcome: '1' });
});

test('they can be skipped at once', async ({ page, open }) => {
  await open('/');
  await button(page, 'skip').click();
  await expect(steps(page)).toHaveCount(0);
  await expect(heading(page, words.signIn)).toBeFocused();
  await page.getByRole('button', { name: nameOf('desk') }).click();
  await expect(heading(page, words.overview)).toBeVisible();
});

test('whoever signs in past them is not told again', async ({ page, open }) => {
  await open('/');
  await expect(steps(page)).toBeVisible();
  await page.getByRole('button', { name: nameOf('desk') }).click();
  await expect(heading(page, words.overview)).toBeVisible();
  await page.getByRole('button', { name: words.signOut }).click();
  await expect(heading(page, words.signIn)).toBeVisible();
  await expect(steps(page)).toHaveCount(0);
});

test('where the browser stores nothing, they can be skipped all the same', async ({ page, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await open('/');
  await button(page, 'skip').click();
  await expect(steps(page)).toHaveCount(0);
  await expect(page.getByLabel(words.code)).toBeVisible();
});

test('all three stand at an address of their own, which the footer, the help and the list of pages lead to', async ({ page, open }) => {
  await open('/welcome');
  for (const key of ['is', 'is_not', 'data']) {
    await expect(page.getByRole('main').getByRole('heading', { level: 2, name: text(key), exact: true })).toBeVisible();
  }
  for (const path of ['/more', '/help']) {
    await open(path, 'desk');
    await page.getByRole('main').getByRole('link', { name: text('title'), exact: true }).first().click();
    await expect(heading(page, text('title'))).toBeFocused();
  }
  await open('/history', 'desk');
  await page.getByRole('contentinfo').getByRole('link', { name: text('title') }).click();
  await expect(heading(page, text('title'))).toBeFocused();
  await page.getByRole('button', { name: words.signOut }).click();
  await open('/');
  await expect(steps(page), 'what was read there is not told again').toHaveCount(0);
});

for (const language of languages) {
  test.describe(language, () => {
    test.use({ locale: locales[language], contextOptions: { reducedMotion: 'reduce' } });

    test('the steps are in the language of the browser, and axe finds nothing', async ({ page, open }) => {
      const own = (key: string) => textOf(language, `welcome.${key}`, 'later');
      await open('/');
      for (const key of ['is', 'is_not', 'data']) {
        await expect(page.getByRole('heading', { level: 2, name: own(key), exact: true })).toBeVisible();
        await expect(page.getByText(own(`${key}_text`))).toBeVisible();
        expect(await faults(page)).toEqual([]);
        await page.getByRole('button', { name: own(key === 'data' ? 'done' : 'next'), exact: true }).click();
      }
      await expect(page.getByRole('heading', { level: 1, name: textOf(language, 'sign_in.title', 'later') })).toBeFocused();
    });
  });
}
