// What a visitor takes along, and where the browser keeps nothing.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, heading, score, takenOver, test } from '../e2e/journey.ts';
import { scan } from '../e2e/scan.ts';
import { languages, locales, nameOf, textOf, words } from '../e2e/words.ts';

const banner = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../demo-site/words.json'), 'utf8'));

async function download(page: Page, name: string) {
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return saving;
}

test('the signed record is saved, and checked on this device', async ({ page, open }) => {
  await open('/record', 'mixed');
  const file = await download(page, 'Signed file (JSON)');
  expect(file.suggestedFilename()).toMatch(/^citizen-score-record-\d{4}-\d\d-\d\d\.json$/);
  const path = await file.path();
  expect(JSON.parse(readFileSync(path, 'utf8')).standing.score).toBe(1170);
  const table = await download(page, textOf('en', 'record.csv', 'later'));
  expect(table.suggestedFilename()).toMatch(/^citizen-score-record-.*\.csv$/);

  await page.getByRole('link', { name: 'Check a saved record' }).click();
  await page.getByLabel('Record (JSON file)').setInputFiles(path);
  await expect(page.getByRole('heading', { name: 'The record is as it was signed' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1,170' })).toBeVisible();
});

test('a proof of the tier is used at the desk, in another tab', async ({ page, context, open, server }) => {
  await open('/tier-proof', 'desk');
  await page.getByRole('button', { name: 'Make a proof' }).click();
  const picture = page.getByRole('img', { name: textOf('en', 'tier_proof.picture', 'later') });
  const address = await scan(page, picture);
  expect(address).toMatch(new RegExp(`^${server.url}#/proof#[\\w-]{43}$`));
  const desk = await context.newPage();
  await desk.goto(address);
  await takenOver(desk);
  await desk.getByRole('button', { name: textOf('en', 'proof_check.show', 'later') }).click();
  await expect(desk.getByRole('heading', { level: 2, name: 'A', exact: false })).toBeFocused();
  expect(desk.url(), 'a proof that was used is forgotten').toBe(`${server.url}#/proof`);
  await expect(picture).toHaveCount(0);
});

for (const language of languages) {
  test(`in ${language}`, async ({ browser, server }) => {
    const context = await browser.newContext({ locale: locales[language] });
    const page = await context.newPage();
    await page.goto(server.url);
    await takenOver(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('complementary', { name: banner[language].name })).toContainText(banner[language].about);
    expect(Object.keys(banner[language])).toEqual(Object.keys(banner.en));
    await expect(heading(page, textOf(language, 'sign_in.title'))).toBeVisible();
    await page.getByRole('button', { name: nameOf('desk') }).click();
    await expect(score(page)).toBeVisible();
    await context.close();
  });
}

test('where the browser keeps nothing, the demo works until it is loaded anew', async ({ page, context, server }) => {
  await context.route('**/demo-office-*.js', async (route) => {
    const answer = await route.fetch();
    const denied = "indexedDB.open = () => { throw new DOMException('', 'SecurityError'); };\n";
    await route.fulfill({ response: answer, body: denied + await answer.text() });
  });
  await page.goto(server.url);
  await takenOver(page);
  await page.getByRole('button', { name: nameOf('desk') }).click();
  await expect(score(page)).toHaveText('1,020');
  await page.reload();
  await takenOver(page);
  await expect(heading(page, words.signIn)).toBeVisible();
});
