// The check: this device adds up all entries again, and says aloud where the server says otherwise.

import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import { entryWorth } from './entries.ts';
import { expect, heading, test } from './journey.ts';

/** A server that errs: its answer is its own, but for what `change` does to its lines. */
async function errs(context: BrowserContext, change: (lines: string[]) => void) {
  await context.route('**/api/v1/me/entries', async (route) => {
    const answer = await route.fetch();
    const lines = (await answer.text()).split('\n');
    change(lines);
    await route.fulfill({ response: answer, body: lines.join('\n') });
  });
}

test('server and device come to the same, and the arithmetic can be opened', async ({ page, open }) => {
  await open('/check', 'mixed');
  await expect(heading(page, /arithmetic, checked on this device/)).toBeVisible();
  await expect(page.getByText(/^All 65 entries were added up on this device as of/)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const figures = page.getByRole('table', { name: 'The figures of both' });
  await expect(figures.getByRole('row', { name: /^Score/ })).toHaveText(/1,170\s*1,170/);
  await expect(figures.getByRole('row', { name: /^To the next tier/ })).toHaveText(/110 to AAA\s*110 to AAA/);

  await page.getByText('Open it entry by entry').click();
  const lines = page.getByRole('table', { name: /^Counting entries 1 to 35 of 35/ });
  await expect(lines.getByRole('row').nth(1)).toContainText('1,000');
  await expect(lines.getByRole('row').last()).toContainText('1,170');
  await lines.getByRole('link').first().click();
  await expect(heading(page, 'Entry')).toBeFocused();
});

test('without entries there is only the start', async ({ page, open }) => {
  await open('/check', 'new');
  await expect(page.getByText(/^Nothing has been recorded about you as of/)).toBeVisible();
  await expect(page.getByText('No entry counts, so the start is all there is.')).toBeVisible();
});

test('a wrong score and a wrong entry raise the alarm, with both figures and evidence', async ({ page, context, open }) => {
  await errs(context, (lines) => {
    lines[0] = lines[0].replace('"score":1020', '"score":1025');
    const at = lines.findIndex((line) => line.includes('"counted":10'));
    lines[at] = lines[at].replace('"counted":10', '"counted":15');
  });
  await open('/check', 'desk');
  await expect(page.getByRole('alert')).toContainText('do not follow from its own entries and rules');
  await expect(page.getByText('Score: the server says 1,025; this device works out 1,020.')).toBeVisible();
  const wrong = page.getByRole('listitem').filter({ hasText: 'the server says 15; this device works out 10.' });
  await expect(wrong.getByRole('link', { name: /, entry desk-/ })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the evidence' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^citizen-score-check-\d{4}-\d\d-\d\d\.json$/);
  const evidence = JSON.parse(readFileSync(await file.path(), 'utf8'));
  expect(evidence.rulebook_version).toBeTruthy();
  expect(Date.parse(evidence.made_at)).toBeGreaterThan(0);
  expect(evidence.report.claimed.score).toBe(1025);
  expect(evidence.report.computed.score).toBe(1020);
  expect(evidence.report.differences.length).toBe(evidence.report.differences_in_all);
  await expect(page.getByText(/was handed to the browser/)).toBeVisible();
});

test('100,000 entries: progress, a stop, a new start, and pages of lines', async ({ page, open }) => {
  test.setTimeout(120_000);
  await open('/check', 'long');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/was stopped\. Nothing is lost/)).toBeVisible();
  await page.getByRole('button', { name: /try again/i }).click();
  await expect(page.getByText(/^All 100,000 entries were added up/)).toBeVisible({ timeout: 60_000 });
});

test('a page of lines that is not there says so', async ({ page, open }) => {
  await open('/check?page=7', 'mixed');
  await expect(page.getByText('There is no page 7: the last one is 1.')).toBeVisible();
});

test.describe('more lines than a page holds', () => {
  test.use({ live: {} });

  test('they come in pages, kept in the address, and the sum goes on', async ({ page, open, server }) => {
    const lines = Array.from({ length: 130 }, (_, at) => entryWorth(at % 2 ? -10 : 20, 'new', `many-${at}`));
    server.import(...lines);
    await open('/check', 'new');
    await page.getByText('Open it entry by entry').click();
    const first = page.getByRole('table', { name: /^Counting entries 1 to 100 of 130/ });
    await expect(first.getByRole('row').last()).toContainText('1,500');
    await page.getByRole('link', { name: 'Next', exact: true }).click();
    const second = page.getByRole('table', { name: /^Counting entries 101 to 130 of 130/ });
    await expect(second.getByRole('row').nth(1)).toHaveText(/Carried over\s*1,500/);
    await expect(second.getByRole('row').last()).toContainText('1,650');
    await expect(page).toHaveURL(/\?page=2$/);
    await expect(page.getByRole('heading', { name: 'The arithmetic' })).toBeFocused();
    await page.goBack();
    await expect(first).toBeVisible();
  });
});
