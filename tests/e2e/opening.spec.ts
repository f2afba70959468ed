// What a page beside the overview begins with: the server paints its heading and its lead, and names the
// parts of the app that it needs, so that they come with the app and not after it.

import type { Page } from '@playwright/test';
import { pages, whole } from './every-page.ts';
import { expect, takenOver, test } from './journey.ts';

type Opening = { title?: string; lead?: string };

/** What stands in the frame of the page as the server sends it. */
async function painted(page: Page, path: string): Promise<Opening> {
  const html = await (await page.request.get(path)).text();
  return page.evaluate((html) => {
    const main = new DOMParser().parseFromString(html, 'text/html').querySelector('#frame main');
    const text = (selector: string) => main?.querySelector(selector)?.textContent ?? undefined;
    return { title: text('h1'), lead: text('.lead') };
  }, html);
}

for (const language of ['en', 'nl', 'zh-CN']) {
  test(`what the server paints is what the app says, in ${language}`, async ({ page, open, context, server }) => {
    await context.addCookies([{ name: 'cs_language', value: language, url: server.url }]);
    for (const { path, as } of pages) {
      await context.clearCookies({ name: /session/ });
      await open(path, as);
      await whole(page);
      const before = await painted(page, path);
      if (path !== '/' && !path.includes('?')) expect(before.title, path).toBeTruthy();
      if (before.title) await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(before.title);
      if (before.lead) await expect(page.locator('main .lead').first(), path).toHaveText(before.lead);
    }
  });
}

test('a page names the parts that it needs, and no others; each is fetched once', async ({ page, open, context, server }) => {
  const parts = /\/(split_|chunk_|later-|locales-)[^?]*$/;
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (parts.test(pathname)) asked.push(pathname);
  });
  await context.addCookies([{ name: 'cs_language', value: 'nl', url: server.url }]);
  for (const { path, as } of pages.filter(({ path, as }) => path !== '/' || !as)) {
    await context.clearCookies({ name: /session/ });
    await page.goto('about:blank');
    asked.length = 0;
    await open(path, as);
    await whole(page);
    const html = await (await page.request.get(path)).text();
    const named = [...html.matchAll(/<link rel="preload"[^>]* href="([^"]+)"/g)].map(([, address]) => address).filter((it) => parts.test(it));
    expect(named.filter((it) => it.endsWith('.wasm')).length, path).toBeGreaterThan(1);
    expect(asked.sort(), path).toEqual(named.sort());
  }
});

test('heading and lead stay until the page is there, and nothing moves', async ({ page, open, server }) => {
  await open('/tier-proof', 'mixed');
  await whole(page);
  let deliver = () => {};
  const held = new Promise<void>((resolve) => (deliver = resolve));
  await page.route('**/split_acts-*.wasm', async (request) => {
    await held;
    await request.continue();
  });
  await page.goto(`${server.url}/tier-proof`);
  await takenOver(page);
  const heading = page.getByRole('heading', { level: 1, name: 'Prove your tier' });
  const lead = page.locator('#app main .lead');
  await expect(heading).toBeVisible();
  await expect(lead).toBeVisible();
  await expect(page.locator('.loading')).toBeVisible();
  const before = [await heading.boundingBox(), await lead.boundingBox()];
  deliver();
  await whole(page);
  expect([await heading.boundingBox(), await lead.boundingBox()]).toEqual(before);
});

test('a part that does not come is said, with the heading gone', async ({ page, open, expectedNoise }) => {
  expectedNoise.push(/wasm|Failed to (fetch|load)|ERR_FAILED/i);
  await page.route('**/split_later-*.wasm', (request) => request.abort());
  await open('/help');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This could not be loaded');
  await page.unroute('**/split_later-*.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
});
