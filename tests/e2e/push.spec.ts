// Notifications in the settings: turned on, changed, tried and turned off, and each reason why they cannot
// be. What the worker does with a message is in push-messages.spec.ts.
//
// Chromium takes messages only through Google's push service, which cannot be reached here. Where a journey
// has to get further, the browser's part is played by a few lines with real keys; the address is at a name
// that leads nowhere, and the server is the real one.

import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, takenOver, test } from './journey.ts';
import { prepared } from './worker.ts';
import { languages, locales, textOf, type Language } from './words.ts';

const HOST = 'push.invalid';
const ON = { live: { more: ['--push-contact', 'mailto:push@example.org', '--push-hosts', HOST] } };
const say = (key: string, language: Language = 'en') => textOf(language, `notify.${key}`, 'later');
const button = (page: Page, key: string, language: Language = 'en') =>
  page.getByRole('button', { name: say(key, language), exact: true });
const alert = (page: Page) => page.getByRole('main').getByRole('alert');
const box = (page: Page, key: string) => page.getByRole('checkbox', { name: say(key) });

/** The settings with the worker in place, which is what takes a message. */
async function openSettings(page: Page, open: (path: string, as: string) => Promise<void>, as = 'mixed') {
  await open('/settings', as);
  await prepared(page);
  await page.reload();
  await takenOver(page);
}

/** Gives the page's browser a push service of its own, which knows one address. */
async function pushService(page: Page) {
  await page.addInitScript((host) => {
    const KEY = 'test-push';
    const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    const subscription = (text: string) => ({
      toJSON: () => JSON.parse(text) as unknown,
      unsubscribe: () => {
        sessionStorage.removeItem(KEY);
        return Promise.resolve(true);
      },
    });
    const known = () => {
      const text = sessionStorage.getItem(KEY);
      return text ? subscription(text) : null;
    };
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(known()),
      subscribe: async ({ applicationServerKey, userVisibleOnly }: PushSubscriptionOptionsInit) => {
        if (!userVisibleOnly || typeof applicationServerKey !== 'string' || applicationServerKey.length !== 87) throw new TypeError('not the options of a subscription');
        const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
        const p256dh = encode(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
        const auth = encode(crypto.getRandomValues(new Uint8Array(16)));
        sessionStorage.setItem(KEY, JSON.stringify({ endpoint: `https://${host}/${crypto.randomUUID()}`, expirationTime: null, keys: { p256dh, auth } }));
        return known();
      },
    });
  }, HOST);
}

test.describe('on a server that sends none', () => {
  test('the settings say so', async ({ page, open }) => {
    await open('/settings', 'mixed');
    await expect(page.getByText(say('off_server'))).toBeVisible();
    await expect(button(page, 'turn_on')).toHaveCount(0);
  });
});

test.describe('on a server that sends them', () => {
  test.use(ON);

  test('without a permission nothing is turned on, and it says how to give it', async ({ page, open }) => {
    await openSettings(page, open);
    await button(page, 'turn_on').tap();
    await expect(alert(page)).toHaveText(say('denied'));
    await expect(button(page, 'turn_on')).toBeVisible();
    await expect(button(page, 'turn_off')).toHaveCount(0);
    expect(await faults(page)).toEqual([]);
  });

  test('a browser that cannot reach its push service says so, and turns nothing on', async ({ page, open, context, server, expectedNoise }) => {
    expectedNoise.push(/does not support the Push API in incognito mode/);
    await context.grantPermissions(['notifications'], { origin: server.url });
    await openSettings(page, open);
    await button(page, 'turn_on').tap();
    await expect(alert(page)).toHaveText(say('no_service'), { timeout: 20_000 });
    await expect(button(page, 'turn_off')).toHaveCount(0);
  });

  test('they are turned on, narrowed, tried and turned off', async ({ page, open, context, server, expectedNoise }) => {
    // The test message, which leads nowhere.
    expectedNoise.push(/status of 50\d/);
    await context.grantPermissions(['notifications'], { origin: server.url });
    await pushService(page);
    await openSettings(page, open);
    await expect(page.getByText(say('through'))).toBeVisible();
    for (const key of ['record', 'case', 'sign_in']) await expect(box(page, key)).toBeChecked();

    for (const key of ['record', 'case', 'sign_in']) await box(page, key).uncheck();
    await button(page, 'turn_on').tap();
    await expect(alert(page)).toHaveText(say('nothing'));
    await box(page, 'case').check();
    await button(page, 'turn_on').tap();
    await expect(button(page, 'turn_off')).toBeVisible();
    await expect(page.getByRole('status').getByText(say('said_on'))).toBeAttached();
    expect(await faults(page)).toEqual([]);

    await page.getByRole('checkbox', { name: say('quiet') }).check();
    await page.getByLabel(say('from'), { exact: true }).fill('21:30');
    await page.getByLabel(say('to'), { exact: true }).fill('21:30');
    await button(page, 'save').tap();
    await expect(alert(page)).toHaveText(say('hours'));
    await page.getByLabel(say('to'), { exact: true }).fill('06:15');
    await button(page, 'save').tap();
    await expect(page.getByRole('status').getByText(say('said_saved'))).toBeAttached();

    await page.reload();
    await takenOver(page);
    await expect(box(page, 'case')).toBeChecked();
    await expect(box(page, 'record')).not.toBeChecked();
    await expect(page.getByLabel(say('from'), { exact: true })).toHaveValue('21:30');
    await expect(page.getByLabel(say('to'), { exact: true })).toHaveValue('06:15');
    await expect(page.getByText(say('zone').replace('{zone}', 'Europe/Amsterdam'))).toBeVisible();

    await button(page, 'test').tap();
    await expect(alert(page)).toHaveText(say('not_sent'), { timeout: 20_000 });
    await expect(button(page, 'turn_off')).toBeVisible();
    await button(page, 'turn_off').tap();
    await expect(button(page, 'turn_on')).toBeVisible();
    expect(await page.evaluate(() => sessionStorage.getItem('test-push')), 'the browser has ended it too').toBeNull();
  });

  for (const language of languages) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test.describe(`${language}, ${colorScheme}`, () => {
        test.use({ locale: locales[language], colorScheme });

        test('the whole section, off and on', async ({ page, open, context, server }) => {
          await context.grantPermissions(['notifications'], { origin: server.url });
          await pushService(page);
          await openSettings(page, open);
          const section = page.locator('section.panel', { has: page.getByRole('heading', { name: say('title', language), exact: true }) });
          await expect(button(page, 'turn_on', language)).toBeVisible();
          await page.getByRole('checkbox', { name: say('quiet', language) }).check();
          expect(await faults(page)).toEqual([]);
          await section.screenshot({ path: test.info().outputPath('off.png') });
          await button(page, 'turn_on', language).tap();
          await expect(button(page, 'turn_off', language)).toBeVisible();
          expect(await faults(page)).toEqual([]);
          await section.screenshot({ path: test.info().outputPath('on.png') });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(over, 'pixels that run off the side').toBeLessThanOrEqual(0);
        });
      });
    }
  }
});
