// Every page in every language and look: axe finds nothing, and nothing runs off the side.

import { faults } from './axe.ts';
import { expectNothingOffTheSide, pages, whole } from './every-page.ts';
import { expect, test } from './journey.ts';
import { languages, locales } from './words.ts';

for (const language of languages) {
  for (const look of ['light', 'dark'] as const) {
    test.describe(`${language}, ${look}`, () => {
      test.use({
        locale: locales[language],
        colorScheme: look,
        contextOptions: { reducedMotion: 'reduce' },
      });

      test('axe finds nothing, and nothing runs off the side', async ({ page, open }) => {
        test.slow();
        for (const { path, as } of pages) {
          await test.step(`${path} as ${as ?? 'nobody'}`, async () => {
            await open(path, as);
            await expect(page.locator('html')).toHaveAttribute('lang', language);
            await whole(page);
            expect(await faults(page)).toEqual([]);
            await expectNothingOffTheSide(page);
          });
        }
      });
    });
  }
}
