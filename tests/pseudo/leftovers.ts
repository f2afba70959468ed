// What a page still says in English although its language is another: texts and spoken labels that come
// from no file of texts. The data of the demo and the rulebook's texts are not the app's words.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');

/** Every text in a value, however deep; names of fields that the rulebook's texts have count too. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...texts(inner)]);
}

function dataOf(folder: string): string[] {
  const files = readdirSync(join(root, folder)).filter((file) => /\.(nd)?json$/.test(file));
  return files.flatMap((file) => {
    const text = readFileSync(join(root, folder, file), 'utf8');
    const values = file.endsWith('.ndjson') ? text.split('\n') : [text];
    return values.filter((value) => value.trim()).flatMap((value) => texts(JSON.parse(value)));
  });
}

/** What is data and may stand in a page in English, the longest first. */
const data = [...new Set([...dataOf('rulebooks'), ...dataOf('demo')])]
  .filter((text) => /[a-z]{3}/i.test(text))
  .sort((one, other) => other.length - one.length);

/** All that a page says, or would say to somebody who listens, but for what is marked as another language. */
export function said(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const own = document.documentElement.lang;
    // A display keeps one title, which nobody sees or hears there (src/components/page_heading.rs).
    const found = new Set<string>(document.documentElement.dataset.kiosk ? [] : [document.title]);
    const spoken = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'alt', 'placeholder'];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      const element = node instanceof Element ? node : null;
      if (element?.matches('script, style, noscript, #frame, [hidden], .kiosk-code')) return NodeFilter.FILTER_REJECT;
      if (element?.hasAttribute('lang') && element.getAttribute('lang') !== own) return NodeFilter.FILTER_REJECT;
      return NodeFilter.FILTER_ACCEPT;
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of spoken) found.add(node.getAttribute(name) ?? '');
      } else {
        found.add(node.textContent ?? '');
      }
    }
    return [...found];
  });
}

/** What of it is English and no data. Names for machines, such as R-2026-0011, a hash or an
 * address, are no words. */
export async function leftovers(page: Page, alsoData: string[] = []): Promise<string[]> {
  const all = await said(page);
  const known = [...alsoData, ...data];
  return all.filter((text) => {
    const rest = known.reduce((rest, it) => rest.replaceAll(it, ' '), text.replace(/https?:\S+/g, ' '));
    const words = rest.split(/[\s\u2066-\u2069]+/).filter((word) => !/\d/.test(word));
    return words.some((word) => /[a-z]{3}/i.test(word));
  });
}
