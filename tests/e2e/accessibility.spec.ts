// Every page in every language and look: axe finds nothing, and nothing runs off the side.

import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, test } from './journey.ts';
import { languages, locales } from './words.ts';

const pages: { path: string; as?: string }[] = [
  { path: '/' },
  { path: '/', as: 'low' },
  { path: '/history', as: 'mixed' },
  { path: '/tiers', as: 'mixed' },
  { path: '/check', as: 'mixed' },
  { path: '/over-time', as: 'mixed' },
  { path: '/over-time?period=1-year', as: 'edge' },
  { path: '/outlook', as: 'mixed' },
  { path: '/outlook', as: 'new' },
  { path: '/entry/desk-blood-donation', as: 'desk' },
  { path: '/what-if', as: 'new' },
  { path: '/what-if?add=red_light*-10*2026-11-01&add=helping_elderly_cross*5*2026-11-01&add=nonsense*1*2026-11-01', as: 'mixed' },
  { path: '/rule-changes', as: 'low' },
  { path: '/effects', as: 'low' },
  { path: '/effects', as: 'desk' },
  { path: '/access-log', as: 'mixed' },
  { path: '/access-log?kind=import&from=2026-01-01&nonsense=1', as: 'mixed' },
  { path: '/tier-proof', as: 'mixed' },
  { path: '/proof' },
  { path: '/proof#not-a-proof' },
  { path: '/consent', as: 'mixed' },
  { path: '/pair', as: 'mixed' },
  { path: '/rights' },
  { path: '/record', as: 'mixed' },
  { path: '/verify' },
  { path: '/glossary' },
  { path: '/more' },
  { path: '/cases', as: 'mixed' },
  { path: '/cases', as: 'new' },
  { path: '/new-case', as: 'mixed' },
  { path: '/new-case?kind=objection&entry=mixed-red-light-3', as: 'mixed' },
  { path: '/new-case?kind=objection&entry=mixed-parking-correction', as: 'mixed' },
  { path: '/new-case?kind=repair&entry=low-water-bill', as: 'low' },
  { path: '/new-case?kind=claim', as: 'low' },
  { path: '/no-such-page', as: 'mixed' },
];

async function expectNothingOffTheSide(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `pixels that run off the side of ${page.url()}`).toBeLessThanOrEqual(0);
}

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
            await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
            await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
            await expect(page.locator('.loading')).toHaveCount(0);
            expect(await faults(page)).toEqual([]);
            await expectNothingOffTheSide(page);
          });
        }
      });
    });
  }
}

test('at 320 pixels, which is 1,280 at 400 %, nothing runs off the side', async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const { path, as } of pages) {
    await open(path, as);
    await expect(page.locator('.loading')).toHaveCount(0);
    await expectNothingOffTheSide(page);
  }
});
