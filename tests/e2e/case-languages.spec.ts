// Each kind of case in each language, by keyboard alone; axe looks at every question on the way.

import { faults } from './axe.ts';
import { casesOf, numberOf } from './cases.ts';
import { expect, test } from './journey.ts';
import { tabTo } from './keys.ts';
import { languages, locales, textOf } from './words.ts';

const kinds = [
  { kind: 'objection', as: 'desk', entry: 'desk-red-light', steps: ['about', 'ground', 'words', 'wish', 'evidence'] },
  { kind: 'repair', as: 'low', entry: 'low-water-bill', steps: ['about', 'day', 'words', 'evidence'] },
  { kind: 'claim', as: 'new', steps: ['deed', 'day', 'words', 'evidence'] },
] as const;

const TITLES = { ground: 'newcase.ground', wish: 'newcase.wish', evidence: 'newcase.evidence', deed: 'newcase.deed' };
const WORDS = '我不同意。Dit klopt niet: <b>&amp;</b>';

for (const language of languages) {
  test.describe(language, () => {
    test.use({ live: {}, locale: locales[language], contextOptions: { reducedMotion: 'reduce' } });

    for (const { kind, as, steps, ...about } of kinds) {
      test(`${kind}, question by question, to the receipt`, async ({ page, open }) => {
        test.slow();
        const say = (key: string) => textOf(language, key, 'later');
        const button = (key: string) => page.getByRole('button', { name: say(key), exact: true });
        const entry = 'entry' in about ? `&entry=${about.entry}` : '';
        await open(`/new-case?kind=${kind}${entry}`, as);
        for (const step of steps) {
          await expect(page).toHaveURL(new RegExp(`step=${step}`));
          if (step in TITLES) {
            await expect(page.getByRole('heading', { level: 1, name: say(TITLES[step as keyof typeof TITLES]) })).toBeFocused();
          }
          expect(await faults(page), step).toEqual([]);
          if (step === 'ground' || step === 'deed') {
            await tabTo(page, page.getByRole('radio'));
            await page.keyboard.press('Space');
          } else if (step === 'day') {
            const yesterday = new Date(Date.now() - 86_400_000);
            const numbers = [yesterday.getUTCDate(), yesterday.getUTCMonth() + 1, yesterday.getUTCFullYear()];
            for (const [place, key] of ['form.day', 'form.month', 'form.year'].entries()) {
              await tabTo(page, page.getByLabel(say(key), { exact: true }));
              await page.keyboard.type(String(numbers[place]));
            }
          } else if (step === 'words') {
            await tabTo(page, page.getByRole('textbox'));
            await page.keyboard.type(WORDS);
          }
          await tabTo(page, button('newcase.continue'));
          await page.keyboard.press('Enter');
        }
        await expect(page.getByRole('heading', { level: 1, name: say('newcase.check') })).toBeFocused();
        await expect(page.getByText(WORDS)).toBeVisible();
        expect(await faults(page), 'check').toEqual([]);
        await tabTo(page, button('newcase.send'));
        await page.keyboard.press('Enter');
        const number = await numberOf(page);
        expect(await faults(page), 'receipt').toEqual([]);
        expect(await casesOf(page)).toContainEqual(expect.objectContaining({ id: number, kind, words: WORDS }));
      });
    }
  });
}
