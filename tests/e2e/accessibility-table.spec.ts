// docs/accessibility.md says for every criterion of WCAG 2.2 A and AA which test holds it: all are there, and
// each test that is named exists.

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/accessibility.md'), 'utf8');

/** Level A and AA of WCAG 2.2; the recommendation lists them in this order. */
const criteria = `
  1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11
  1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2
  2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3
`.trim().split(/\s+/);

const rows = [...page.matchAll(/^\| (\d\.\d\.\d+) .*\| ([^|\n]+) \|$/gm)].map(([, criterion, by]) => ({ criterion, by }));

test('every criterion of WCAG 2.2 A and AA has its row', () => {
  expect(rows.map((row) => row.criterion)).toEqual(criteria);
});

test('each row names a test that exists, or says what was looked at and when, or that there is nothing', () => {
  for (const { criterion, by } of rows) {
    const named = [...by.matchAll(/`(tests\/[\w/.-]+)`, “([^”]+)”/g)];
    const byHand = /by hand, on \d{4}-\d\d-\d\d/.test(by) || by === 'nothing to check';
    expect(named.length > 0 || byHand, criterion).toBe(true);
    for (const [, file, name] of named) {
      expect(existsSync(resolve(root, file)), `${file}, named by ${criterion}`).toBe(true);
      expect(readFileSync(resolve(root, file), 'utf8'), `${criterion}: a test in ${file}`).toContain(name);
    }
  }
});
