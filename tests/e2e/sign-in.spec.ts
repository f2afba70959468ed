// Signing in with a one-time code, or in a demo as a made-up resident; and signing out.

import type { Page } from '@playwright/test';
import { expect, heading, score, takenOver, test } from './journey.ts';
import { nameOf, words } from './words.ts';

const refusal = /status of 401/;
const wait = /status of 429/;

async function tryCode(page: Page, code: string) {
  await page.getByLabel(words.code).fill(code);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: words.signOut }).click();
  await expect(heading(page, words.signIn)).toBeVisible();
}

test('a made-up resident is one tap away', async ({ page, open }) => {
  await open('/');
  await expect(heading(page, words.signIn)).toBeVisible();
  await page.getByRole('button', { name: nameOf('desk') }).click();
  await expect(score(page)).toHaveText('1,020');
});

test('after signing out the record is gone from the screen and from the server', async ({ page, open, context }) => {
  await open('/', 'desk');
  const cookies = await context.cookies();
  await signOut(page);
  await expect(score(page)).toHaveCount(0);

  await page.reload();
  await takenOver(page);
  await expect(heading(page, words.signIn)).toBeVisible();

  await context.addCookies(cookies);
  await page.reload();
  await takenOver(page);
  await expect(heading(page, words.signIn), 'the old session is of no use').toBeVisible();
});

test.describe('with a code', () => {
  test.use({ live: {} });

  test('a good code works once', async ({ page, open, server, expectedNoise }) => {
    const code = server.code('desk');
    await open('/');
    await tryCode(page, code);
    await expect(score(page)).toHaveText('1,020');

    await signOut(page);
    expectedNoise.push(refusal);
    await tryCode(page, code);
    await expect(page.getByRole('alert')).toContainText(words.refused);
  });

  test('a wrong code is refused, and what was typed stays', async ({ page, open, expectedNoise }) => {
    expectedNoise.push(refusal);
    await open('/');
    await tryCode(page, '0000-0000');
    await expect(page.getByRole('alert')).toContainText(words.refused);
    await expect(page.getByLabel(words.code)).toHaveValue('0000-0000');
  });

  test('after five wrong codes there is a wait, even with a good one', async ({ page, open, server, expectedNoise }) => {
    expectedNoise.push(refusal, wait);
    const code = server.code('desk');
    await open('/');
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = page.waitForResponse((it) => it.url().endsWith('/session') && it.request().method() === 'POST');
      await tryCode(page, `1111-000${tries}`);
      expect((await answer).status()).toBe(401);
    }
    await tryCode(page, code);
    await expect(page.getByRole('alert')).toContainText(words.tooManyTries);
  });
});
