// Every page by Tab: each stop can be seen, and nothing covers it (WCAG 2.4.7, 2.4.11, 2.4.3, 2.1.2).

import type { Page } from '@playwright/test';
import { pages, whole } from './every-page.ts';
import { expect, test } from './journey.ts';
import { words } from './words.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const MOST_STOPS = 40;

type Stop = { name: string; marked: boolean; seen: boolean; uncovered: boolean; order: number };

/** Where the focus is; none where it has left the page. */
async function stop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const it = document.activeElement as HTMLElement;
    if (!it || it === document.body) return null;
    // A field that is not drawn is marked by the label that stands for it.
    const drawn = it.getClientRects().length && it.getBoundingClientRect().width > 1 ? it : (it as HTMLInputElement).labels?.[0] ?? it;
    const marks = [it, drawn, drawn.parentElement as HTMLElement].map((part) => getComputedStyle(part));
    const box = drawn.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    // What wraps to a second line has no point of its own in its middle.
    const points = [...drawn.getClientRects()].map((part) => document.elementFromPoint(part.left + part.width / 2, part.top + part.height / 2));
    const order = [...document.querySelectorAll('*')].indexOf(it);
    return {
      name: `${it.tagName.toLowerCase()}.${it.className} ${(it.ariaLabel ?? it.textContent ?? '').trim().slice(0, 30)}`,
      marked: marks.some((style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'),
      seen: right > left && bottom > top,
      uncovered: [at, ...points].some((found) => found !== null && (drawn.contains(found) || found.contains(drawn))),
      order,
    };
  });
}

test('each stop is marked, in sight, uncovered, and in the order of the page', async ({ page, open }) => {
  test.setTimeout(240_000);
  for (const { path, as } of pages) {
    await test.step(`${path} as ${as ?? 'nobody'}`, async () => {
      await open(path, as);
      await whole(page);
      let [first, before] = [-1, -1];
      let stops = 0;
      for (; stops < MOST_STOPS; stops += 1) {
        // A question of a form takes the focus when it appears; the walk begins at the top all the same.
        if (stops === 0) await page.locator('.skip-link').focus();
        else await page.keyboard.press('Tab');
        const here = await stop(page);
        // After the last stop comes the browser itself, or else the first again.
        if (!here || here.order === first) break;
        if (stops === 0) first = here.order;
        const { name, order, ...is } = here;
        // A field for a day has stops of the browser's own within, which the browser marks.
        if (order === before) continue;
        expect(is, `${name} on ${page.url()}`).toEqual({ marked: true, seen: true, uncovered: true });
        expect(order, `${name} on ${page.url()} comes after what stands before it`).toBeGreaterThan(before);
        before = order;
      }
      expect(stops, path).toBeGreaterThan(5);
    });
  }
});

test.describe('while the server is away', () => {
  test.use({ live: {} });

  test('the notice that says so covers no stop on the way back up', async ({ page, open, server, expectedNoise }) => {
    test.slow();
    expectedNoise.push(/ERR_(CONNECTION|INCOMPLETE|EMPTY|NETWORK)|Failed to load resource|Failed to fetch/);
    await open('/tiers', 'mixed');
    await whole(page);
    await server.kill();
    await expect(page.getByText(words.lost)).toBeVisible({ timeout: 30_000 });
    await page.getByRole('contentinfo').getByRole('link').last().focus();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await page.keyboard.press('Shift+Tab');
      const here = await stop(page);
      if (!here) break;
      expect(here.uncovered, `${here.name} is covered`).toBe(true);
    }
  });
});
