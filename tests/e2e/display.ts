// A display in the city office and a phone before it, for the journeys of both.

import type { Browser, Page } from '@playwright/test';
import { type LiveServer, signIn } from '../../scripts/live-server.mjs';
import { expect } from './journey.ts';
import { languages, textOf, type Language } from './words.ts';

export const NAME = 'Town hall, display 2';
export const say = (key: string, language: Language = 'en') => textOf(language, `kiosk.${key}`, 'later');

/** Makes the page's browser a display that the city has set up, and opens it. */
export async function openDisplay(page: Page, server: LiveServer, name = NAME) {
  const key = server.addDisplay(name);
  await page.context().addCookies([{ name: 'cs_display', value: key, url: server.url, httpOnly: true, sameSite: 'Strict' }]);
  await page.goto('/');
  await ready(page);
}

/** The attract screen, with the app ready behind it. */
export async function ready(page: Page) {
  await expect(page.locator('html[data-kiosk=attract][data-app=ready]')).toBeAttached({ timeout: 15_000 });
  await expect(page.locator('#attract')).toBeVisible();
}

/** Waits until the display has all that it needs to begin without its server: it does that by itself, once
 * nobody has touched it for a while. */
export async function prepared(page: Page) {
  const has = () => page.evaluate(async () => Boolean(await caches.match('/', { ignoreVary: true })));
  await expect.poll(() => has().catch(() => false), { timeout: 40_000, message: 'the first page is kept' }).toBe(true);
  await ready(page);
}

/** Touches the attract screen. */
export async function begin(page: Page, language: Language = 'en') {
  await page.locator(`[data-begin="${language}"]`).tap();
  await expect(page.locator('html[data-kiosk=start]')).toBeAttached();
}

/** A phone on which a resident is signed in. */
export async function phoneOf(browser: Browser, server: LiveServer, resident: string, locale = 'en-GB'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale, baseURL: server.url });
  const [name, value] = (await signIn(server.url, resident)).split('=', 2);
  await context.addCookies([{ name, value, url: server.url }]);
  return context.newPage();
}

/** Types a code from the desk on the number pad, and sends it. */
export async function signInByCode(page: Page, code: string) {
  for (const digit of code.replace(/\D/g, '')) await page.locator('.pad-key').getByText(digit, { exact: true }).tap();
  await page.locator('.pad-submit').tap();
}

/** Signs in with a code from the desk, and takes the cover away. */
export async function visit(page: Page, server: LiveServer, resident: string, language: Language = 'en') {
  await begin(page, language);
  await signInByCode(page, server.code(resident));
  await expect(page.locator('html[data-kiosk=visit]')).toBeAttached();
  await page.locator('.kiosk-cover-button').tap();
  await expect(page.locator('html[data-masked]')).not.toBeAttached();
}

export const done = (page: Page) => page.locator('.kiosk-bar .kiosk-done');
export const receipt = (page: Page) => page.locator('.attract-receipt');
export const warning = (page: Page) => page.locator('dialog.kiosk-warning');
export { languages };
