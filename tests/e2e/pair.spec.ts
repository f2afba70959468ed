// Letting a shared display in with a phone, and ending that from afar. The display is plain requests
// with its key; what it shows by itself has journeys of its own.

import type { Page } from '@playwright/test';
import { signIn } from '../../scripts/live-server.mjs';
import { faults } from './axe.ts';
import { approve, Display } from './displays.ts';
import { expect, heading, takenOver, test } from './journey.ts';
import { languages, locales, nameOf, textOf } from './words.ts';

test.use({ live: {} });

const HALL = 'Town hall, display 2';
const part = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const queryOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

for (const language of languages) {
  for (const look of ['light', 'dark'] as const) {
    test.describe(`${language}, ${look}`, () => {
      test.use({ locale: locales[language], colorScheme: look });
      const words = (key: string) => textOf(language, key, 'later').replaceAll('{display}', HALL);

      test('scanned, signed in, compared, approved, seen and ended from afar', async ({ page, open, server }) => {
        const display = new Display(server, HALL);
        const pairing = await display.pair();
        await open(display.address(pairing));
        // Signing in does not lose the way.
        await press(page, nameOf('mixed'));
        await expect(heading(page, words('pair.title'))).toBeVisible();
        await expect(part(page, words('pair.ask_title'))).toBeVisible();
        await expect(page.locator('.pair-code [aria-hidden]')).toHaveText(pairing.user_code);
        for (const key of ['compare', 'else', 'sees', 'sees_not', 'around', 'ends']) {
          await expect(page.getByText(words(`pair.${key}`))).toBeVisible();
        }
        expect(queryOf(page)).toEqual({ code: pairing.user_code, key: pairing.user_key });
        expect(await faults(page)).toEqual([]);
        // Nothing is approved by looking, nor by looking again.
        await page.reload();
        await takenOver(page);
        await expect(part(page, words('pair.ask_title'))).toBeVisible();
        expect(await display.seesARecord()).toBe(false);

        const token = display.token(pairing);
        await press(page, words('pair.approve'));
        expect((await token).status).toBe(200);
        await expect(part(page, words('pair.in_title'))).toBeFocused();
        await expect(page.getByText(words('pair.in_safe'))).toBeVisible();
        expect(await display.seesARecord()).toBe(true);
        expect(queryOf(page), 'the key has left the address').toEqual({ code: pairing.user_code });
        await expect(page.getByText(words('pair.list_no_other'))).toBeVisible();
        expect(await faults(page)).toEqual([]);
        // It is still known after a reload.
        await page.reload();
        await takenOver(page);
        await expect(part(page, words('pair.in_title'))).toBeVisible();

        await press(page, words('pair.end_at'));
        await expect(part(page, words('pair.over_title'))).toBeFocused();
        expect(await display.seesARecord()).toBe(false);
        expect(queryOf(page)).toEqual({});
        await expect(page.getByText(words('pair.list_none'))).toBeVisible();
        expect(await faults(page)).toEqual([]);
      });

      test('refused, and the display is told', async ({ page, open, server }) => {
        const display = new Display(server, HALL);
        const pairing = await display.pair();
        await open(display.address(pairing), 'mixed');
        const token = display.token(pairing);
        await press(page, words('pair.refuse'));
        await expect(part(page, words('pair.refused_title'))).toBeFocused();
        await expect(page.getByText(words('pair.refused'))).toBeVisible();
        expect((await (await token).json()).code).toBe('access_denied');
        expect(queryOf(page)).toEqual({});
        expect(await faults(page)).toEqual([]);
        // Going on is possible with the next code alone.
        await press(page, words('pair.another'));
        await expect(part(page, words('pair.type_title'))).toBeFocused();
        await page.getByLabel(words('pair.code')).fill((await display.pair()).user_code);
        await press(page, words('pair.look'));
        await expect(part(page, words('pair.ask_title'))).toBeFocused();
      });
    });
  }
}

test('a code is typed with small letters and gaps, and a visit that ends at the display ends here', async ({ page, open, server }) => {
  const display = new Display(server, HALL);
  const pairing = await display.pair();
  await open('/pair', 'mixed');
  const field = page.getByLabel('Code on the display');
  await field.fill('WDJB');
  await field.press('Enter');
  await expect(page.getByText('Enter the eight letters that the display shows.')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(await faults(page)).toEqual([]);
  await field.fill(` ${pairing.user_code.toLowerCase().replace('-', ' ')} `);
  await field.press('Enter');
  await expect(part(page, `${HALL} asks to show your record`)).toBeFocused();
  const token = display.token(pairing);
  // Two taps are one.
  await page.getByRole('button', { name: 'Approve' }).dblclick();
  await token;
  await expect(part(page, `You are signed in at ${HALL}`)).toBeVisible();
  await display.leave();
  await expect(part(page, `The visit at ${HALL} has ended`)).toBeVisible();
  await expect(page.locator('[data-live]')).toHaveText(`The visit at ${HALL} has ended`);
  await expect(page.getByText('Nowhere. While you are signed in at a display')).toBeVisible();
  expect(queryOf(page)).toEqual({});
});

test('approved on another device of the resident, this one follows; another display stays listed', async ({ page, open, server }) => {
  const session = await signIn(server.url, 'mixed');
  const library = new Display(server, 'Library');
  const first = await library.pair();
  await open('/pair', 'mixed');
  await expect(page.getByText('Nowhere. While you are signed in at a display')).toBeVisible();
  await approve(server, session, first);
  await library.token(first);
  await expect(page.getByRole('heading', { level: 3, name: 'Library' })).toBeVisible();

  const hall = new Display(server, HALL);
  const second = await hall.pair();
  await open(hall.address(second));
  await expect(part(page, `${HALL} asks to show your record`)).toBeVisible();
  expect((await approve(server, session, second)).status).toBe(200);
  expect((await approve(server, session, second)).status, 'again is harmless').toBe(200);
  await hall.token(second);
  await expect(part(page, `You are signed in at ${HALL}`)).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await press(page, 'End it now: Library');
  await expect(page.getByText('At no display but the one above.')).toBeVisible();
  await expect(part(page, 'Where you are signed in on displays')).toBeFocused();
  expect([await library.seesARecord(), await hall.seesARecord()]).toEqual([false, true]);
});

test('somebody else has approved it, and it is too late', async ({ page, open, server }) => {
  const display = new Display(server, HALL);
  const pairing = await display.pair();
  await open(display.address(pairing), 'mixed');
  await expect(part(page, `${HALL} asks to show your record`)).toBeVisible();
  await approve(server, await signIn(server.url, 'top'), pairing);
  await display.token(pairing);
  await press(page, 'Approve');
  await expect(part(page, 'This code was used before')).toBeFocused();
  await expect(page.getByText('Nowhere. While you are signed in at a display')).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test('a code that newer ones have made void is too old', async ({ page, open, server }) => {
  const display = new Display(server, HALL);
  const pairing = await display.pair();
  for (let newer = 0; newer < 3; newer += 1) await display.pair();
  await open(display.address(pairing), 'mixed');
  await expect(part(page, 'This code is too old')).toBeVisible();
  expect(queryOf(page)).toEqual({});
  expect(await faults(page)).toEqual([]);
});

test('its time runs out while the page is open', async ({ page, open, server }) => {
  await page.clock.install();
  const display = new Display(server, HALL);
  await open('/pair', 'mixed');
  await page.getByLabel('Code on the display').fill((await display.pair()).user_code);
  await press(page, 'Continue');
  await expect(part(page, `${HALL} asks to show your record`)).toBeVisible();
  await page.clock.runFor(302_000);
  await expect(part(page, 'This code is too old')).toBeFocused();
});

test.describe('what is no code', () => {
  test.use({ expectedNoise: async ({}, use) => use([/status of 404/, /status of 429/]) });

  test('an address with something else asks for the code', async ({ page, open }) => {
    await open('/pair?code=nonsense-and-more&key=x', 'mixed');
    await expect(page.getByText('The address holds no whole code.')).toBeVisible();
    await expect(page.getByLabel('Code on the display')).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });

  test('a wrong code is told so and nothing more, and whoever guesses has to wait', async ({ page, open }) => {
    await open('/pair', 'mixed');
    const field = page.getByLabel('Code on the display');
    const letters = 'BCDFGHJK';
    for (const letter of letters) {
      await field.fill(`WDJB MJH${letter}`);
      await press(page, 'Continue');
      const wrong = part(page, 'This code cannot be used');
      const wait = part(page, 'Please wait a moment');
      await expect(wrong.or(wait)).toBeVisible();
      await expect(part(page, /./).first()).toBeFocused();
      if (await wait.isVisible()) {
        await expect(page.getByText(/Too many tries\. Wait \d+ seconds?/)).toBeVisible();
        expect(await faults(page)).toEqual([]);
        return;
      }
      await expect(page.getByText('It is mistyped, too old, or used already.')).toBeVisible();
      expect(queryOf(page)).toEqual({});
      expect(await faults(page)).toEqual([]);
    }
    throw new Error('eight guesses were answered');
  });
});

test.describe('without a connection', () => {
  test.use({ expectedNoise: async ({}, use) => use([/ERR_FAILED/]) });

  test('nothing is approved, and it can be tried again', async ({ page, open, server }) => {
    const display = new Display(server, HALL);
    const pairing = await display.pair();
    await open(display.address(pairing), 'mixed');
    await expect(part(page, `${HALL} asks to show your record`)).toBeVisible();
    await page.route('**/approve*', (route) => route.abort());
    await press(page, 'Approve');
    await expect(page.getByText('There is no connection to the server. Nothing is lost.')).toBeVisible();
    expect(await display.seesARecord()).toBe(false);
    await page.unroute('**/approve*');
    const token = display.token(pairing);
    await press(page, 'Approve');
    expect((await token).status).toBe(200);
    await expect(part(page, `You are signed in at ${HALL}`)).toBeVisible();
  });
});

test('what residents can do is there for everyone, with the figures of the rulebook', async ({ page, open }) => {
  await open('/more');
  await page.getByRole('link', { name: 'Your rights' }).click();
  await expect(heading(page, 'Your rights')).toBeFocused();
  await expect(page.getByText('the office answers within 30 days')).toBeVisible();
  await expect(page.getByText('suqian-demo', { exact: true })).toBeVisible();
  const links = page.locator('.right-name a');
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
  expect(new Set(addresses)).toEqual(new Set(['/history', '/check', '/effects', '/access-log', '/rule-changes', '/new-case', '/cases', '/record', '/verify', '/consent']));
  await page.getByRole('link', { name: 'Claim a deed' }).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
});
