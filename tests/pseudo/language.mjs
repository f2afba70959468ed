// A pseudo-language that is written from the right: every English text in Arabic letters, in brackets. It
// shows that a language is added by files alone, and what does not come from them.
//
//   node tests/pseudo/language.mjs APP       adds it to the built app in the folder APP

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const TAG = 'qps-Arab';

/** The plural categories of CLDR; Arabic has all of them. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const ARABIC = 'ابتثجحخدذرزسشصضطظعغفقكلمنه';

const OF_LANGUAGE = {
  'language.name': 'لغة تجريبية',
  'language.formats': 'ar-EG',
  'language.direction': 'rtl',
};

/** A text in Arabic letters; its {places} stay. */
export function pseudo(text) {
  const letter = (it) => ARABIC[LATIN.indexOf(it.toLowerCase())] ?? it;
  const parts = text.split(/(\{[^}]*\})/);
  return `[${parts.map((part) => (part.startsWith('{') ? part : part.replace(/[a-z]/gi, letter))).join('')}]`;
}

/** The texts of the language, made from the English ones. */
export function translated(english) {
  const texts = {};
  for (const [key, text] of Object.entries(english)) {
    const base = CATEGORIES.includes(key.split('.').pop()) && key.slice(0, key.lastIndexOf('.'));
    if (base && `${base}.other` in english) {
      for (const category of CATEGORIES) {
        texts[`${base}.${category}`] = pseudo(english[`${base}.${category}`] ?? english[`${base}.other`]);
      }
    } else {
      texts[key] = OF_LANGUAGE[key] ?? pseudo(text);
    }
  }
  return texts;
}

/** Adds its two files to a built app. */
export function addTo(app) {
  const page = readFileSync(join(app, 'index.html'), 'utf8');
  const folder = /<meta name="?locales"? content="?([^">]+)"?>/.exec(page)?.[1];
  if (!folder) throw new Error(`${app}/index.html does not say where its languages are`);
  for (const place of ['', 'later']) {
    const english = JSON.parse(readFileSync(join(app, folder, place, 'en.json'), 'utf8'));
    const file = join(app, folder, place, `${TAG}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(translated(english), null, 2));
  }
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const [app] = process.argv.slice(2);
  if (!app) {
    process.stderr.write('which app? node tests/pseudo/language.mjs APP\n');
    process.exit(2);
  }
  addTo(app);
}
