// The record, taken along and checked again: by the command, on the app's page, and changed in every
// way that matters.

import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Page, TestInfo } from '@playwright/test';
import { expect, heading, test } from './journey.ts';

const CHANGES = 1_000;

type Entry = { entry: { id: string; points: number }; counted: number };
type Record = { standing: { score: number }; entries: Entry[]; digests: string[]; signature: string; key: string };

async function taken(page: Page, info: TestInfo): Promise<{ path: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Signed file (JSON)' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^citizen-score-record-\d{4}-\d\d-\d\d\.json$/);
  const path = info.outputPath('record.json');
  await file.saveAs(path);
  return { path, text: readFileSync(path, 'utf8') };
}

async function check(page: Page, path: string) {
  await page.getByLabel('Record (JSON file)').setInputFiles(path);
}

test('a record that was taken along verifies with the command and on the page', async ({ page, open, server }, info) => {
  await open('/record', 'mixed');
  const { path } = await taken(page, info);
  expect(server.command('verify', path, ...server.database())).toMatch(/1,?170/);

  await page.getByRole('link', { name: 'Check a saved record' }).click();
  await expect(heading(page, 'Check a saved record')).toBeVisible();
  await expect(page.getByText('From now on the check needs no server.')).toBeVisible();
  // Without any server from here on.
  await page.context().setOffline(true);
  await check(page, path);
  await expect(page.getByRole('heading', { name: 'The record is as it was signed' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1,170' })).toBeVisible();
  await page.context().setOffline(false);
});

test('each change is refused with its own sentence, on the page and by the command', async ({ page, open, server }, info) => {
  test.slow();
  await open('/record', 'mixed');
  const { text } = await taken(page, info);
  await open('/verify');
  await expect(page.getByText('From now on the check needs no server.')).toBeVisible();
  const cases: [string, (record: Record) => unknown, RegExp, RegExp][] = [
    ['points', (it) => { it.entries[0].entry.points += 1; }, /Entry 1, .+ was changed/, /was changed/],
    ['missing', (it) => { it.entries.splice(3, 1); }, /missing|holds 64/, /missing|holds/],
    ['order', (it) => { it.entries.reverse(); }, /order of the entries was changed/, /reordered/],
    ['score', (it) => { it.standing.score += 1; }, /score was changed: the record says 1171/, /score is wrong/],
    ['key', (it) => { it.key = '0000000000000000'; }, /not among the keys known here/, /not among the known keys/],
    ['signature', (it) => { it.signature = `${it.signature.startsWith('A') ? 'B' : 'A'}${it.signature.slice(1)}`; }, /does not fit/, /does not fit/],
  ];
  for (const [name, change, onPage, byCommand] of cases) {
    await test.step(name, async () => {
      const record = JSON.parse(text);
      change(record);
      const path = info.outputPath(`${name}.json`);
      writeFileSync(path, JSON.stringify(record));
      await check(page, path);
      await expect(page.getByRole('heading', { name: `${name}.json is refused` })).toBeVisible();
      await expect(page.locator('.verdict-fault')).toHaveText(onPage);
      expect(() => server.command('verify', path, ...server.database())).toThrow(byCommand);
    });
  }
  const broken = info.outputPath('broken.json');
  writeFileSync(broken, text.slice(0, text.length / 2));
  await check(page, broken);
  await expect(page.locator('.verdict-fault')).toHaveText(/The file is not JSON/);
});

test(`${CHANGES} changed copies are refused, every one`, async ({ page, open }, info) => {
  test.slow();
  await open('/record', 'mixed');
  const { text } = await taken(page, info);
  const copies = changedCopies(text);
  const keys = await (await page.request.get('/api/v1/keys')).text();
  const verdicts = await page.evaluate(async ([copies, keys, text]) => {
    const place = document.querySelector('meta[name=worker]')?.getAttribute('content') ?? '';
    const worker = new Worker(place, { type: 'module' });
    const heard = () => new Promise<string[]>((done) => {
      worker.addEventListener('message', ({ data }) => done(data), { once: true });
    });
    await heard();
    const verdicts = [];
    for (const copy of [text, ...copies]) {
      const answer = heard();
      worker.postMessage(['verify', new TextEncoder().encode(copy as string).buffer, keys]);
      verdicts.push(Object.keys(JSON.parse((await answer)[1]))[0]);
    }
    worker.terminate();
    return verdicts;
  }, [copies, keys, text] as const);
  expect(copies.length).toBe(CHANGES);
  expect(verdicts.shift(), 'the record itself').toBe('verified');
  expect(verdicts.filter((verdict) => verdict !== 'refused')).toEqual([]);
});

test('the table for spreadsheets has every entry', async ({ page, open }) => {
  await open('/record', 'mixed');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Table (CSV)' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(66);
});

test('on paper there is the statement alone', async ({ page, open }) => {
  await open('/record', 'mixed');
  await expect(page.getByRole('heading', { name: 'Statement of the record' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner').first()).toBeHidden();
  await expect(page.getByRole('link', { name: 'Signed file (JSON)' })).toBeHidden();
  await expect(page.getByRole('table', { name: 'Entries, newest first' }).getByRole('row')).toHaveCount(66);
});

/** Copies of a record with one change each, the same ones every time. */
function changedCopies(text: string): string[] {
  const original = JSON.parse(text);
  const copies: string[] = [];
  let seed = 7;
  const below = (limit: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  const changes = [
    () => {
      const at = below(text.length);
      const letters = '0123456789abcdefXYZ"{}[],:-. ';
      return text.slice(0, at) + letters[below(letters.length)] + text.slice(at + 1);
    },
    () => edit((it) => { it.entries[below(it.entries.length)].entry.points += below(2) || -1; }),
    () => edit((it) => { it.entries[below(it.entries.length)].counted += 1 + below(9); }),
    () => edit((it) => { it.entries.splice(below(it.entries.length), 1); }),
    () => edit((it) => { it.entries.push(it.entries[below(it.entries.length)]); }),
    () => edit((it) => {
      const at = below(it.entries.length - 1);
      [it.entries[at], it.entries[at + 1]] = [it.entries[at + 1], it.entries[at]];
    }),
    () => edit((it) => { it.standing.score += 1 + below(50); }),
    () => edit((it) => { it.digests[below(it.digests.length)] = it.digests[below(it.digests.length)]; }),
    () => {
      const at = below(text.length - 20);
      return text.slice(0, at) + text.slice(at + 1 + below(19));
    },
  ];
  const edit = (change: (record: Record) => void) => {
    const record = structuredClone(original);
    change(record);
    return JSON.stringify(record);
  };
  while (copies.length < CHANGES) {
    const copy = changes[copies.length % changes.length]();
    if (!isSame(copy, original)) copies.push(copy);
    else seed += 1;
  }
  return copies;
}

/** Whether a copy says the same after all: signatures are made over the meaning, not the spelling. */
function isSame(copy: string, original: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(copy), original);
  } catch {
    return false;
  }
}
