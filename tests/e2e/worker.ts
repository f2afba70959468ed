// The phone's service worker, for the journeys that are about it.

import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

/** Waits until the worker is at work and has all that a start without a connection needs. */
export async function prepared(page: Page) {
  await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), { timeout: 20_000 }).toBe(true);
  await expect.poll(() => kept(page), { timeout: 20_000 }).toEqual(expect.arrayContaining(['/config.json', '/api/v1/rulebook']));
}

/** The paths of all that is kept. */
export const kept = (page: Page): Promise<string[]> => page.evaluate(async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map(({ url }) => new URL(url).pathname);
});

/** The names of the caches. */
export const stores = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

/** The name of the build that a page is of. */
export const buildOf = (page: Page) => page.locator('meta[name=build]').getAttribute('content');
