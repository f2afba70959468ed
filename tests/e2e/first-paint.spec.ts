// The score is on the page before any WebAssembly, and stays where it is when the client takes over.

import type { Page } from '@playwright/test';
import { expect, score, takenOver, test, tier } from './journey.ts';

/** Left, top, width and height of the score and of the tier, in pixels. */
async function boxes(page: Page): Promise<number[]> {
  const found = [await score(page).boundingBox(), await tier(page).boundingBox()];
  return found.flatMap((box) => (box ? [box.x, box.y, box.width, box.height] : [Number.NaN]));
}

test('the score, the tier and the points to go need no script', async ({ page, open, server }) => {
  await open('/', 'desk');
  const html = await (await page.request.get(server.url)).text();
  expect(html).toMatch(/data-score[^>]*>1,020</);
  expect(html).toMatch(/data-tier[^>]*>A</);
  expect(html).toContain('20 points to tier A+');
});

test('nothing moves when the client takes over', async ({ page, open, context, expectedNoise }) => {
  await context.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[]) {
        const moved = shift.sources.map(({ node }) => (node as Element)?.outerHTML?.slice(0, 120) ?? node?.nodeName);
        shifts.push(`${shift.value}: ${moved.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await open('/', 'desk');
  await page.evaluate(() => document.fonts.ready);
  const after = await boxes(page);
  expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);

  expectedNoise.push(/wasm|Failed to fetch|ERR_FAILED/i);
  await page.route('**/*.wasm', (request) => request.abort());
  await page.reload();
  await expect(score(page)).toHaveText('1,020');
  await page.evaluate(() => document.fonts.ready);
  // A fraction of a pixel is how text is rounded, and nothing that an eye could see.
  const moved = (await boxes(page)).map((value, place) => Math.abs(Math.round(value - after[place])));
  expect(moved, 'before the client, the figures are where they are after').toEqual(Array(8).fill(0));
});

test('a tap works as soon as the page says that it is ready', async ({ page, open }) => {
  await open('/', 'desk');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.getByRole('link', { name: 'History', exact: true }).tap();
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  expect(await page.evaluate(() => 'sameDocument' in window), 'the page was not reloaded').toBe(true);
});

test('a tap before the app has started is kept, and followed without loading anew', async ({ page, open, server }) => {
  await open('/', 'desk');
  let deliver = () => {};
  const held = new Promise<void>((resolve) => (deliver = resolve));
  await page.route('**/*.wasm', async (request) => {
    await held;
    await request.continue();
  });
  await page.goto(server.url, { waitUntil: 'commit' });
  const link = page.getByRole('link', { name: 'History', exact: true });
  await expect(score(page)).toHaveText('1,020');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await link.tap();
  await expect(link).toHaveAttribute('aria-busy', 'true');
  await expect(score(page), 'the score stays meanwhile').toHaveText('1,020');
  deliver();
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/history');
  expect(await page.evaluate(() => 'sameDocument' in window), 'the page was not reloaded').toBe(true);
  await page.goBack();
  await expect(score(page), 'and back is where it was').toHaveText('1,020');
});

test('the page with a score in it is stored nowhere', async ({ page, open, server }) => {
  await open('/', 'desk');
  const answer = await page.request.get(server.url);
  expect(answer.headers()['cache-control']).toContain('no-store');
  await takenOver(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it needs', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText(/JavaScript/).first()).toBeVisible();
  });
});
