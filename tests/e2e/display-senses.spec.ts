// A visit without eyes and without a touch: by the keys of a plain keypad and by what is said, alone.

import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { openDisplay, ready, receipt, say, visit, warning } from './display.ts';
import { expect, test } from './journey.ts';
import { textOf } from './words.ts';

test.use({ live: { more: ['--kiosk-idle', '60'] }, expectedNoise: async ({}, use) => use([/status of 40[01]/]) });
test.setTimeout(120_000);

type Ears = { said: { text: string; lang: string }[]; tones: number };

/** Listens to the browser's voice and to its tones. The voice is one of the machine's own, in English. */
async function listen(page: Page) {
  await page.addInitScript(() => {
    const ears: Ears = { said: [], tones: 0 };
    Object.assign(window, { ears });
    class Utterance {
      lang = '';
      voice: unknown = null;
      constructor(readonly text = '') {}
    }
    const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang, voiceURI: lang, default: false });
    const voices = [voice('en-US', false), voice('en-GB', true), voice('nl-NL', false)];
    const synthesis = Object.assign(new EventTarget(), {
      speaking: false, pending: false, paused: false,
      getVoices: () => voices,
      speak: (it: Utterance & { voice: { localService: boolean } | null }) => {
        if (!it.voice?.localService) throw new Error(`a voice that is not of this machine says “${it.text}”`);
        ears.said.push({ text: it.text, lang: it.lang });
      },
      cancel: () => {}, pause: () => {}, resume: () => {},
    });
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...times) {
      ears.tones += 1;
      return start.apply(this, times);
    };
  });
}

const ears = (page: Page) => page.evaluate(() => (window as unknown as { ears: Ears }).ears);
const said = async (page: Page, from = 0) => (await ears(page)).said.slice(from).map(({ text }) => text).join(' | ');

/** Presses a key of the keypad until what is said then has the words. Returns all that was said on the way. */
async function walkTo(page: Page, words: RegExp, key = '+', most = 150): Promise<string> {
  const begin = (await ears(page)).said.length;
  for (let presses = 0; presses < most; presses += 1) {
    const before = (await ears(page)).said.length;
    await page.keyboard.press(key);
    await expect.poll(async () => (await ears(page)).said.length, { message: `nothing was said at press ${presses} of ${key}` }).toBeGreaterThan(before);
    if (words.test(await said(page, before))) return said(page, begin);
  }
  throw new Error(`after ${most} times ${key} nothing like ${words} was said, but: ${await said(page, begin)}`);
}

test('the whole visit by keypad and sound alone', async ({ page, server }) => {
  await listen(page);
  await openDisplay(page, server);
  await page.keyboard.press('*');
  await expect.poll(() => said(page)).not.toBe('');
  await walkTo(page, /Touch here to begin/);
  await page.keyboard.press('Enter');
  await expect(page.locator('html[data-kiosk=start]')).toBeAttached();
  await expect.poll(() => said(page)).toContain(say('start_title'));

  for (const digit of server.code('desk').replace(/\D/g, '')) await page.keyboard.press(digit);
  await expect.poll(() => said(page)).toContain(textOf('en', 'sign_in.submit', 'later'));
  await page.keyboard.press('Enter');
  await expect(page.locator('html[data-kiosk=visit]')).toBeAttached();
  await expect.poll(() => said(page)).toContain(say('cover_button'));
  expect(await said(page), 'nothing is said of what is hidden').not.toContain('1,020');

  await page.keyboard.press('Enter');
  await expect(page.locator('html[data-masked]')).not.toBeAttached();
  await expect.poll(() => said(page)).toContain(textOf('en', 'overview.title'));
  const overview = await walkTo(page, /20 points to tier A\+/);
  expect(overview).toContain('1,020');
  await walkTo(page, /History.*link/i);
  const before = (await ears(page)).said.length;
  await page.keyboard.press('Enter');
  await expect.poll(() => said(page, before)).toContain('History');
  // An entry of this morning, with its points.
  const history = await walkTo(page, /blood/i);
  expect(history.length).toBeGreaterThan(0);
  expect((await ears(page)).said.every(({ lang }) => lang.startsWith('en'))).toBe(true);

  // Again, and back, and off and on.
  const again = (await ears(page)).said.length;
  await page.keyboard.press('/');
  await expect.poll(() => said(page, again)).toMatch(/blood/i);
  await page.keyboard.press('.');
  await expect(page.locator('[data-score]')).toBeVisible();

  // The warning is heard: three tones, and its words.
  await expect(warning(page)).toBeVisible({ timeout: 45_000 });
  await expect.poll(async () => (await ears(page)).tones).toBeGreaterThanOrEqual(3);
  await expect.poll(() => said(page)).toContain(say('warning_idle_title'));
  await page.keyboard.press('Enter');
  await expect(warning(page)).toBeHidden();

  await walkTo(page, new RegExp(`${say('bar_done')}.*button`, 'i'), '-');
  await page.keyboard.press('Enter');
  await expect(receipt(page)).toContainText(say('receipt_done'));
  await ready(page);
});

test('larger text, high contrast and lower controls hold for one visitor', async ({ page, server }) => {
  await openDisplay(page, server);
  await visit(page, server, 'mixed');
  for (const look of ['looks_large', 'looks_contrast', 'looks_low']) {
    await page.getByRole('button', { name: say(look) }).tap();
    expect(await faults(page), look).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways, `${look} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  // With lowered controls nothing that can be touched is in the upper third.
  const highest = await page.evaluate(() => Math.min(...[...document.querySelectorAll('#app a, #app button')]
    .map((it) => it.getBoundingClientRect()).filter(({ bottom, top, width }) => width > 0 && bottom > 0 && top < innerHeight).map(({ top }) => top)));
  expect(highest).toBeGreaterThan(1920 / 3);
  await page.locator('.kiosk-bar .kiosk-done').tap();
  await ready(page);
  for (const look of ['large', 'contrast', 'low']) await expect(page.locator(`html[data-${look}]`)).not.toBeAttached();
});
