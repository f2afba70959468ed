// The end of a session on a resident's own device: told in time, and put off by one press or by using the
// app (WCAG 2.2, 2.2.1). The clock is the page's; the server and what it says of the session are real.

import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, test } from './journey.ts';
import { languages, locales, textOf, type Language } from './words.ts';

test.use({ live: {} });

const say = (key: string, language: Language = 'en') => textOf(language, `session.${key}`, 'later').split('{time}')[0]!.trim();
const notice = (page: Page, key: string, language: Language = 'en') => page.getByRole('status').getByText(say(key, language));
const stay = (page: Page, language: Language = 'en') => page.getByRole('button', { name: textOf(language, 'session.stay', 'later') });
const asked = (page: Page) => page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session') && answer.ok());

/** Opens a page and lets it learn how long the session lasts. */
async function opened(page: Page, open: (path: string, as?: string) => Promise<void>, as?: string) {
  await page.clock.install();
  await open('/history', as);
  await expect.poll(() => page.evaluate(() => 'companion' in window)).toBe(true);
  if (!as) return;
  // What a page has learnt it tells the others: only then may the clock go on.
  const learnt = await page.evaluateHandle(() => {
    const others = new BroadcastChannel('session');
    return { told: new Promise((told) => { others.onmessage = told; }).then(() => others.close()) };
  });
  await page.clock.runFor(11_000);
  await learnt.evaluate(({ told }) => told);
}

for (const language of languages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colorScheme}`, () => {
      test.use({ locale: locales[language], colorScheme });

      test('who does nothing is told two minutes before, and stays by one press', async ({ page, open }) => {
        await opened(page, open, 'mixed');
        await page.clock.fastForward('27:00');
        await expect(notice(page, 'idle', language)).toHaveCount(0);
        await page.clock.fastForward('01:30');
        await expect(notice(page, 'idle', language)).toBeInViewport();
        expect(await faults(page)).toEqual([]);
        await page.screenshot({ path: test.info().outputPath('warning.png') });
        const answer = asked(page);
        await stay(page, language).tap();
        await answer;
        await expect(notice(page, 'idle', language)).toHaveCount(0);
        await page.clock.fastForward('20:00');
        await expect(notice(page, 'idle', language)).toHaveCount(0);
        await page.clock.fastForward('08:30');
        await expect(notice(page, 'idle', language)).toBeVisible();
        // And nothing is left of it when the time is over.
        await page.clock.fastForward('03:00');
        await expect(notice(page, 'idle', language)).toHaveCount(0);
      });
    });
  }
}

test('who uses the app is not asked: the server is told', async ({ page, open }) => {
  await opened(page, open, 'mixed');
  for (let times = 0; times < 4; times += 1) {
    await page.clock.fastForward('20:00');
    const answer = asked(page);
    await page.keyboard.press('ArrowDown');
    await page.clock.runFor(11_000);
    await answer;
    await expect(notice(page, 'idle')).toHaveCount(0);
  }
});

test('what is done in one tab counts in the other', async ({ page, open, context }) => {
  await opened(page, open, 'mixed');
  const other = await context.newPage();
  await other.goto('/glossary');
  await expect.poll(() => other.evaluate(() => 'companion' in window)).toBe(true);
  // The clock is the context's, and so of both tabs.
  const first = asked(other);
  await other.clock.runFor(11_000);
  await first;
  await page.clock.fastForward('28:30');
  for (const tab of [page, other]) await expect(notice(tab, 'idle')).toBeVisible();
  const answer = asked(other);
  await stay(other).tap();
  await answer;
  for (const tab of [page, other]) await expect(notice(tab, 'idle')).toHaveCount(0);
});

test('the end that cannot be put off is told ten minutes before', async ({ page, open }) => {
  // Twelve hours after the sign-in: the server's answer, with its end moved.
  await page.route('**/api/v1/session', async (route) => {
    const response = await route.fetch();
    const session = await response.json() as { ends_at: string };
    const end = new Date(Date.now() + 12 * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
    await route.fulfill({ response, json: { ...session, expires_at: end, ends_at: end } });
  });
  await opened(page, open, 'mixed');
  await expect(notice(page, 'last')).toHaveCount(0);
  await page.clock.fastForward('04:00');
  await expect(notice(page, 'last')).toBeVisible();
  await expect(stay(page)).toHaveCount(0);
});

test('nobody is told of an end while nobody is signed in', async ({ page, open }) => {
  const heard: string[] = [];
  page.on('request', (request) => heard.push(new URL(request.url()).pathname));
  await opened(page, open);
  await page.clock.fastForward('29:00');
  await page.clock.runFor(11_000);
  expect(heard.filter((path) => path === '/api/v1/session')).toEqual([]);
  await expect(stay(page)).toHaveCount(0);
});
