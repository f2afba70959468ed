// What every journey stands on: a real server, someone signed in, and an ear for what goes wrong
// unseen. A journey fails on any error in the browser's console, script fault or breach of the
// Content-Security-Policy that it does not name beforehand.

import { test as base, expect, type Page } from '@playwright/test';
import { LiveServer, signIn } from '../../scripts/live-server.mjs';
import { demoServer, isDemo, openDemo, strayRequests } from './demo-site.ts';

type Options = {
  /** `shared`: one server for all journeys of a worker that only read. Otherwise one of its own. */
  live: 'shared' | { without?: string; more?: string[] };
};
type Fixtures = {
  server: LiveServer;
  /** Goes to a page, as a resident or as nobody, and waits until the client has taken over. */
  open: (path: string, as?: string) => Promise<void>;
  /** Console errors that belong to the journey. */
  expectedNoise: RegExp[];
  quiet: void;
};
type WorkerFixtures = { shared: () => Promise<LiveServer> };

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  live: ['shared', { option: true }],

  shared: [
    async ({}, use) => {
      let started: Promise<LiveServer> | undefined;
      const start = () => (isDemo ? demoServer() : new LiveServer({ copyOf: process.env.DEMO_DATABASE }).start());
      await use(() => (started ??= start()));
      await (await started)?.stop();
    },
    { scope: 'worker' },
  ],

  server: async ({ live, shared }, use) => {
    if (live === 'shared' || isDemo) {
      await use(await shared());
      return;
    }
    // A demo that lacks an entry is another demo, and is filled anew.
    const own = await new LiveServer(live.without ? live : { ...live, copyOf: process.env.DEMO_DATABASE }).start();
    await use(own);
    await own.stop();
  },

  // Requests that go through the phone's worker cannot be held up by a journey, so only those have it that
  // are about what it does. A display's is part of what a display is.
  serviceWorkers: async ({}, use, { file }) => use(/\/(worker|remember|push|display)[^/]*$/.test(file) ? 'allow' : 'block'),

  baseURL: async ({ server }, use) => use(server.url),

  open: async ({ page, context, server }, use) => {
    await use(async (path, as) => {
      if (isDemo) return openDemo(page, server.url, path, as);
      if (as) {
        const [name, value] = (await signIn(server.url, as)).split('=', 2);
        await context.addCookies([{ name, value, url: server.url }]);
      }
      await page.goto(path);
      await takenOver(page);
    });
  },

  expectedNoise: async ({}, use) => use([]),

  quiet: [
    async ({ context, expectedNoise, server }, use) => {
      const heard: string[] = [];
      const stray = isDemo ? strayRequests(context, server.url) : [];
      context.on('console', (message) => {
        if (message.type() === 'error') heard.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (fault) => heard.push(`uncaught: ${fault.error().message}`));
      await use();
      const unexpected = heard.filter((line) => !expectedNoise.some((pattern) => pattern.test(line)));
      expect(unexpected, 'errors in the console').toEqual([]);
      expect(stray, 'requests that leave the folder of the demo').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Waits until the client answers, and not only the page that the server filled in. */
export async function takenOver(page: Page) {
  await expect(page.locator('html')).toHaveAttribute('data-app', 'ready');
}

export const score = (page: Page) => page.locator('[data-score]');
export const tier = (page: Page) => page.locator('[data-tier]');
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
