// The glossary, the list of the other pages, and the links from a term to where it is explained.

import { expect, heading, test } from './journey.ts';
import { languages, words } from './words.ts';

test('every term has one sentence, in the order of the language', async ({ page, open }) => {
  await open('/glossary');
  await expect(heading(page, words.glossary)).toBeVisible();
  for (const language of languages) {
    await page.getByLabel(words.language).or(page.getByRole('combobox')).first().selectOption(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const names = await page.locator('dt').allTextContents();
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, language)));
    const sentences = await page.locator('dd').allTextContents();
    expect(sentences).toHaveLength(names.length);
    for (const sentence of sentences) expect(sentence.match(/[.。]/g), sentence).toHaveLength(1);
  }
});

test('a link to a term leads to it, and the focus with it', async ({ page, open }) => {
  await open('/tiers');
  await page.getByRole('navigation', { name: 'Terms explained' }).getByRole('link', { name: 'Cap', exact: true }).click();
  await expect(page).toHaveURL(/\/glossary#cap$/);
  await expect(page.locator('#cap')).toBeFocused();
  await expect(page.locator('#cap')).toBeInViewport();
  await page.goBack();
  await expect(heading(page, words.tiers)).toBeVisible();

  await open('/glossary#waiting-time');
  await expect(page.locator('#waiting-time')).toBeFocused();
  await expect(page.locator('#waiting-time')).toBeInViewport();
});

test('every link to a term finds it', async ({ page, open }) => {
  await open('/glossary');
  await expect(page.locator('dt').first()).toBeVisible();
  const anchors = new Set(await page.locator('dt').evaluateAll((all) => all.map((it) => it.id)));
  for (const path of ['/tiers', '/what-if', '/rule-changes']) {
    await open(path, 'desk');
    await expect(page.getByRole('navigation', { name: 'Terms explained' })).toBeVisible();
    if (path !== '/tiers') await expect(page.getByRole('table').first()).toBeVisible();
    const links = await page.locator('a[href^="/glossary#"]').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(anchors, `${link} on ${path}`).toContain(link?.split('#')[1]);
  }
});

test('the list of other pages is there for everyone, and says what needs a sign-in', async ({ page, open }) => {
  await open('/more');
  await expect(heading(page, words.morePages)).toBeVisible();
  await expect(page.getByText('You have to be signed in to read it.')).toHaveCount(12);
  await page.getByRole('main').getByRole('link', { name: words.glossary }).click();
  await expect(heading(page, words.glossary)).toBeFocused();
  await open('/more', 'desk');
  await expect(page.getByText('You have to be signed in to read it.')).toHaveCount(0);
  for (const name of [words.whatIf, words.ruleChanges]) {
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
    await expect(heading(page, name)).toBeFocused();
    await page.goBack();
  }
});
