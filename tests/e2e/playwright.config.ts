// The journeys: a real browser against the real server, on a phone and on a kiosk.

import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launch } from '../../scripts/chromium.mjs';

const root = resolve(import.meta.dirname, '../..');
const report = resolve(root, process.env.JOURNEYS_REPORT ?? 'test-results/journeys.json');

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
    // The case forms in each language are the same at any size; one size is enough for them. Whoever lets
    // a display in has a phone, and the service worker is a phone's.
    { name: 'kiosk', testIgnore: ['case-languages.spec.ts', 'pair.spec.ts', 'worker*.spec.ts'], use: { viewport: { width: 1080, height: 1920 }, hasTouch: true } },
  ],
});
