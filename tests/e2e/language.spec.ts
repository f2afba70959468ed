// Three languages: the browser's at first, then the one chosen by hand.

import { expect, heading, takenOver, test } from './journey.ts';
import { languages, locales, textOf, words } from './words.ts';

for (const language of languages) {
  test(`a browser that asks for ${language} gets it`, async ({ browser, server }) => {
    const context = await browser.newContext({ locale: locales[language], baseURL: server.url });
    const page = await context.newPage();
    await page.goto('/');
    await takenOver(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(heading(page, textOf(language, 'sign_in.title', 'later'))).toBeVisible();
    await context.close();
  });
}

test('a language chosen by hand outlasts a reload, from the first paint on', async ({ page, open }) => {
  await open('/', 'desk');
  await page.getByLabel(words.language).selectOption('nl');
  await expect(heading(page, textOf('nl', 'overview.title'))).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');

  const answer = await page.reload();
  expect(await answer?.text(), 'the page as the server filled it').toContain('lang="nl"');
  await takenOver(page);
  await expect(heading(page, textOf('nl', 'overview.title'))).toBeVisible();
  await expect(page.locator('[data-score]')).toHaveText('1.020');
});
