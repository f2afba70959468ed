// What the journeys of the guard stand on: its server, a visit that has left things, a fresh document.

import { expect, test as base, type Page } from '@playwright/test';
import { GuardServer } from './guard-server.ts';

export { expect };

export const test = base.extend<{ server: GuardServer }>({
  server: async ({}, use) => {
    const server = await new GuardServer().start();
    await use(server);
    await server.stop();
  },
});

/** Sends what the app would send. */
export const send = (page: Page, name: string, detail?: unknown) =>
  page.evaluate(([kind, value]) => { dispatchEvent(new CustomEvent(kind as string, { detail: value })); }, [name, detail]);

/** Opens the page, and leaves in it all that a visit could leave. */
export async function visit(page: Page, server: GuardServer) {
  await page.goto(server.url);
  await page.evaluate(async () => {
    document.documentElement.dataset.kiosk = 'visit';
    document.title = 'canary';
    document.body.append('canary');
    localStorage.canary = sessionStorage.canary = window.name = 'canary';
    document.cookie = 'canary=1';
    const opening = indexedDB.open('canary', 1);
    await new Promise((done) => { opening.onsuccess = done; });
    await (await caches.open('canary')).put('/canary', new Response('canary'));
    await (await caches.open('app-canary')).put('/canary', new Response('public'));
    const worker = new Worker('/pulse.js');
    await new Promise((done) => { worker.onmessage = done; });
  });
}

/** The document is another one, with the attract screen. */
export async function fresh(page: Page, after: string) {
  await page.waitForURL((url) => url.searchParams.get('after') === after, { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-kiosk', 'attract');
  await expect(page.getByText('canary')).toHaveCount(0);
}
