// The journeys against the demo without a server: those of its own, and those of tests/e2e that need
// nothing but the app, unchanged. The folder dist-demo/ is served by a plain file server below a path.

import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launch } from '../../scripts/chromium.mjs';

// Read by tests/e2e/demo-site.ts, here and in the processes that run the journeys.
process.env.DEMO_SITE = 'dist-demo';

const root = resolve(import.meta.dirname, '../..');
const report = resolve(root, process.env.JOURNEYS_REPORT ?? 'test-results/demo-journeys.json');
const shared = [
  'accessibility', 'case-objection', 'case-repair', 'consent', 'effects', 'entry', 'glossary', 'history', 'keyboard',
  'not-found', 'outlook', 'over-time', 'rule-changes', 'standing', 'tiers', 'what-if',
];
// What needs more than a host of files: an answer that is changed on its way, a request from outside the page, an address or a link without
// the hash sign.
const needAServer = [
  /where the server says otherwise/, /another open screen follows at once, both ways/,
  /an effect in an unrelated part of life/, /what is missing is named where all answers/, /every link to a term finds it/, /a paid bill, with a day/,
];
// They differ by what is shared with the journeys against the server, which have all six.
const halfOfTheLooks = /(en, dark|nl, light|zh-CN, dark) axe finds nothing/;

export default defineConfig({
  testDir: '..',
  testMatch: ['demo/*.spec.ts', ...shared.map((name) => `e2e/${name}.spec.ts`)],
  grepInvert: [...needAServer, halfOfTheLooks],
  outputDir: resolve(root, 'test-results/demo'),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: report }]],
  use: {
    browserName: 'chromium',
    launchOptions: launch,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    screenshot: 'only-on-failure',
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  },
});
