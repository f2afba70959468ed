// The journeys: a real browser against the real server, on a phone and on a kiosk.

import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launch } from '../../scripts/chromium.mjs';

const root = resolve(import.meta.dirname, '../..');
const report = resolve(root, process.env.JOURNEYS_REPORT ?? 'test-results/journeys.json');

/** What does not depend on the size of the screen. */
const onAPhoneOnly = [
  'access-log', 'case-languages', 'cases', 'consent', 'donation', 'errors', 'help', 'identity', 'lie', 'live', 'offline', 'opening', 'outlook',
  'pair', 'push', 'push-messages', 'record', 'remember', 'session-warning', 'tier-proof', 'worker', 'worker-update',
];

export default defineConfig({
  testDir: '.',
  globalSetup: './demo-database.ts',
  outputDir: resolve(root, 'test-results/journeys'),
  fullyParallel: true,
  workers: 2,
  // A journey that only passes at a second try is a fault that a resident meets too.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // What has to come, comes; how quickly is measured in bench/, and a busy machine is no fault of a page.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: report }]],
  use: {
    browserName: 'chromium',
    launchOptions: launch,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'phone', testIgnore: ['display*.spec.ts', 'guard*.spec.ts'], use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
    // At the size of a kiosk, what depends on the size, and what only a display does. Whoever lets a display
    // in has a phone, and the service worker is a phone's. Axe sees each language there, and both looks.
    {
      name: 'kiosk',
      testIgnore: onAPhoneOnly.map((name) => `${name}.spec.ts`),
      grepInvert: /(en, dark|nl, light|zh-CN, dark) axe finds nothing/,
      use: { viewport: { width: 1080, height: 1920 }, hasTouch: true },
    },
  ],
});
