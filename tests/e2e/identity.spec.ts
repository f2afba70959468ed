// Signing in at the city's identity provider, and signing out there.

import type { Page } from '@playwright/test';
import { freePort, LiveServer } from '../../scripts/live-server.mjs';
import { faults } from './axe.ts';
import { expect, heading, score, takenOver, test as base } from './journey.ts';
import { Provider } from './provider.ts';
import { languages, locales, textOf, words } from './words.ts';

const test = base.extend<{ provider: Provider }>({
  provider: async ({}, use) => {
    const provider = await new Provider().start();
    await use(provider);
    await provider.stop();
  },
  server: async ({ provider }, use) => {
    const server = new LiveServer({ copyOf: process.env.DEMO_DATABASE });
    server.port = await freePort();
    server.more = provider.arguments(server.url);
    await server.start();
    await use(server);
    await server.stop();
  },
});

const wayThere = (page: Page) => page.getByRole('link', { name: /Made-up ID/ });

async function throughTheProvider(page: Page) {
  await wayThere(page).click();
  await expect(page).toHaveTitle('Made-up ID');
  await page.getByRole('link', { name: 'Go on' }).click();
}

for (const language of languages) {
  test.describe(language, () => {
    test.use({ locale: locales[language] });

    test('signed in at the provider, and out when the provider says so', async ({ page, open, provider, server, expectedNoise }) => {
      await open('/');
      await expect(wayThere(page)).toHaveText(textOf(language, 'sign_in.provider').replace('{name}', 'Made-up ID'));
      expect(await faults(page)).toEqual([]);
      await throughTheProvider(page);
      await takenOver(page);
      await expect(score(page)).toHaveText(language === 'nl' ? '1.020' : '1,020');
      expect(new URL(page.url()).search, 'nothing of the provider stays in the address').toBe('');

      expectedNoise.push(/status of 401/);
      expect((await provider.signsOut(server.url, 'desk')).status).toBe(200);
      await expect(heading(page, textOf(language, 'sign_in.title'))).toBeVisible();
      await expect(score(page)).toHaveCount(0);
    });
  });
}

test('somebody whom the city does not know is told so, and can use a code', async ({ page, open, provider, server, expectedNoise }) => {
  expectedNoise.push(/status of 401/);
  provider.who = 'nobody-of-this-name';
  const code = server.code('desk');
  await open('/');
  await throughTheProvider(page);
  await expect(page.getByText(textOf('en', 'fault.refused'))).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: textOf('en', 'panic.reload') }).click();
  await takenOver(page);
  await page.getByLabel(words.code).fill(code);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await expect(score(page)).toHaveText('1,020');
});

test('a provider that is away is said to be, and is back with the next try', async ({ page, open, provider, expectedNoise }) => {
  expectedNoise.push(/status of 50[23]/);
  provider.away = true;
  await open('/');
  await wayThere(page).click();
  await expect(page.getByText(textOf('en', 'fault.away'))).toBeVisible();
  provider.away = false;
  // A provider that was asked in vain is left alone for five seconds.
  await expect(async () => {
    await page.goto('/');
    await takenOver(page);
    await wayThere(page).click();
    await expect(page).toHaveTitle('Made-up ID', { timeout: 500 });
  }).toPass();
});
