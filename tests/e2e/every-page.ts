// Every page, in the states that have an address; and what is asked of each of them.

import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

export const pages: { path: string; as?: string }[] = [
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
  { path: '/help' },
  { path: '/help?page=history' },
  { path: '/welcome' },
  { path: '/settings' },
  { path: '/settings', as: 'mixed' },
  { path: '/cases', as: 'mixed' },
  { path: '/cases', as: 'new' },
  { path: '/new-case', as: 'mixed' },
  { path: '/new-case?kind=objection&entry=mixed-red-light-3', as: 'mixed' },
  { path: '/new-case?kind=objection&entry=mixed-parking-correction', as: 'mixed' },
  { path: '/new-case?kind=repair&entry=low-water-bill', as: 'low' },
  { path: '/new-case?kind=claim', as: 'low' },
  { path: '/no-such-page', as: 'mixed' },
];

/** Waits until nothing on the page is still being loaded. */
export async function whole(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('.loading')).toHaveCount(0);
}

/** One has to scroll in one direction only (WCAG 1.4.10). */
export async function expectNothingOffTheSide(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `pixels that run off the side of ${page.url()}`).toBeLessThanOrEqual(0);
}

/** No text is cut off by the box around it, but for what only screen readers are told. */
export async function expectNothingCut(page: Page) {
  const cut = await page.evaluate(() => [...document.querySelectorAll('#app *')].flatMap((it) => {
    const style = getComputedStyle(it);
    const hides = [style.overflowX, style.overflowY].some((how) => how === 'hidden' || how === 'clip');
    const unseen = style.clipPath !== 'none' || it.closest('.visually-hidden') || !it.textContent?.trim();
    const over = it.scrollWidth - it.clientWidth > 1 || it.scrollHeight - it.clientHeight > 1;
    return hides && !unseen && over ? [`${it.tagName}.${it.className}: ${it.textContent?.slice(0, 40)}`] : [];
  }));
  expect(cut, `texts that are cut off on ${page.url()}`).toEqual([]);
}

/** Has a style of the reader's own take effect, as a browser extension or the browser itself would. */
export async function withStyle(page: Page, style: string) {
  await page.evaluate((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, style);
}
