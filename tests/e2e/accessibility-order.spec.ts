// What a screen reader comes to on each page, in its order: names and roles of headings, links, buttons, fields,
// tables and regions, held against the files in order/. What changes with the day or the record is not in them.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { whole } from './every-page.ts';
import { expect, test } from './journey.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Where each page is, and as whom; the name is that of its file. */
const pages: [name: string, path: string, as?: string][] = [
  ['sign-in', '/'],
  ['tiers', '/tiers'],
  ['more', '/more'],
  ['rights', '/rights'],
  ['verify', '/verify'],
  ['glossary', '/glossary'],
  ['proof', '/proof'],
  ['help', '/help?page=history'],
  ['welcome', '/welcome'],
  ['cases', '/cases', 'new'],
  ['overview', '/', 'desk'],
  ['history', '/history', 'desk'],
  ['entry', '/entry/desk-blood-donation', 'desk'],
  ['outlook', '/outlook', 'desk'],
  ['new-case', '/new-case', 'desk'],
  ['effects', '/effects', 'desk'],
  ['access-log', '/access-log', 'desk'],
  ['tier-proof', '/tier-proof', 'desk'],
  ['pair', '/pair', 'desk'],
  ['consent', '/consent', 'desk'],
  ['check', '/check', 'desk'],
  ['over-time', '/over-time', 'desk'],
  ['what-if', '/what-if', 'desk'],
  ['rule-changes', '/rule-changes', 'desk'],
  ['record', '/record', 'desk'],
  ['no-such-page', '/no-such-page', 'desk'],
];

const order = (name: string) => readFileSync(resolve(import.meta.dirname, 'order', `${name}.yml`), 'utf8');

test('every page is read in its order', async ({ page, open }) => {
  test.setTimeout(120_000);
  for (const [name, path, as] of pages) {
    await test.step(name, async () => {
      await open(path, as);
      await whole(page);
      await expect(page.locator('body')).toMatchAriaSnapshot(order('frame'));
      await expect(page.locator('body')).toMatchAriaSnapshot(order(name));
    });
  }
});
