// Help: an entry for every page, reached from the foot of each.

import { whole } from './every-page.ts';
import { expect, heading, test } from './journey.ts';
import { languages, locales, textOf, words } from './words.ts';

const help = textOf('en', 'app.help');

/** Every page with an address, as somebody who may read it, and the name under which the help has it. */
const pages: [path: string, name: string, as?: string][] = [
  ['/', 'overview.title', 'mixed'],
  ['/history', 'history.title', 'mixed'],
  ['/entry/desk-blood-donation', 'help.entry', 'desk'],
  ['/outlook', 'outlook.title', 'mixed'],
  ['/tiers', 'tiers.title'],
  ['/more', 'more.title'],
  ['/rights', 'rights.title'],
  ['/cases', 'cases.title', 'mixed'],
  ['/new-case', 'newcase.title', 'mixed'],
  ['/effects', 'effects.title', 'mixed'],
  ['/access-log', 'access_log.title', 'mixed'],
  ['/tier-proof', 'tier_proof.title', 'mixed'],
  ['/pair', 'pair.title', 'mixed'],
  ['/consent', 'consent.title', 'mixed'],
  ['/check', 'check.title', 'mixed'],
  ['/over-time', 'over_time.title', 'mixed'],
  ['/what-if', 'what_if.title', 'mixed'],
  ['/rule-changes', 'changes.title', 'mixed'],
  ['/record', 'record.title', 'mixed'],
  ['/verify', 'verify.title'],
  ['/glossary', 'glossary.title'],
  ['/proof', 'proof_check.title'],
  ['/settings', 'settings.title'],
  ['/help', 'help.title'],
  ['/welcome', 'welcome.title'],
];

test('the foot of every page leads to its own entry, which is open and has the focus', async ({ page, open }) => {
  test.slow();
  for (const [path, key, as] of pages) {
    await test.step(path, async () => {
      await open(path, as);
      // Until all of it is there, the foot moves away from below the finger.
      await whole(page);
      await page.getByRole('contentinfo').getByRole('link', { name: help }).click();
      await expect(heading(page, 'Help')).toBeVisible();
      const summary = page.locator('details[open] > summary');
      await expect(summary, `one entry is open for ${path}`).toHaveCount(1);
      await expect(summary).toHaveText(textOf('en', key));
      await expect(summary).toBeFocused();
      await expect(summary).toBeInViewport();
    });
  }
});

test('an entry says what the page shows, where its data comes from, what to do, and whom to ask', async ({ page, open }) => {
  await open('/help?page=history');
  const entry = page.getByRole('main').locator('details[open]');
  for (const key of ['shows', 'from', 'can', 'ask']) {
    await expect(entry.getByText(textOf('en', `help.${key}`, 'later'), { exact: true })).toBeVisible();
  }
  await expect(entry.getByRole('definition').first()).toContainText('newest first');
  await entry.getByRole('link', { name: 'Open: History' }).click();
  await expect(heading(page, words.signIn), 'the page asks for a sign-in').toBeVisible();
});

test('there is an entry for every page of the app, and every term in it is in the glossary', async ({ page, open }) => {
  await open('/glossary');
  await expect(page.locator('dt').first()).toBeVisible();
  const anchors = new Set(await page.locator('dt').evaluateAll((all) => all.map((it) => it.id)));
  await open('/help');
  const names = page.locator('.help-page > summary');
  // One case has an entry too, and its address has its number.
  await expect(names).toHaveCount(pages.length + 1);
  await expect(page.locator('details[open]'), 'nothing is open that was not asked for').toHaveCount(0);
  const expected = [...pages.map(([, key]) => textOf('en', key)), textOf('en', 'help.case')];
  expect((await names.allTextContents()).sort()).toEqual(expected.sort());
  const links = await page.locator('a[href^="/glossary#"]').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  expect(links.length).toBeGreaterThan(30);
  for (const link of links) expect(anchors, `${link}`).toContain(link?.split('#')[1]);
});

test('whatever the menu and the page “Menu” lead to has an entry', async ({ page, open }) => {
  test.slow();
  await open('/more');
  const menu = page.getByRole('navigation').getByRole('link');
  const others = page.locator('.more-name').getByRole('link');
  await expect(others.first()).toBeVisible();
  const paths = await Promise.all([menu, others].map((links) => links.evaluateAll((all) => all.map((it) => it.getAttribute('href') ?? ''))));
  for (const path of paths.flat()) {
    const name = path.replaceAll('/', '') || 'overview';
    await open(`/help?page=${name}`);
    await expect(page.locator('details[open]'), path).toHaveCount(1);
  }
});

test('an address that names no page opens nothing', async ({ page, open }) => {
  for (const query of ['?page=', '?page=no-such-page', '?page=%E0%A4%A', '?page=<b>', '?other=history', '?page']) {
    await open(`/help${query}`);
    await expect(page.locator('.help-page > summary').first()).toBeVisible();
    await expect(page.locator('details[open]')).toHaveCount(0);
  }
});

for (const language of languages) {
  test.describe(language, () => {
    test.use({ locale: locales[language] });

    test('the entry is in the language of the browser', async ({ page, open }) => {
      await open('/help?page=what-if');
      const entry = page.locator('details[open]');
      await expect(entry.locator('summary')).toHaveText(textOf(language, 'what_if.title'));
      await expect(entry).toContainText(textOf(language, 'help.what_if_can', 'later'));
      await expect(entry).toContainText(textOf(language, 'help.from_ledger', 'later'));
    });
  });
}
