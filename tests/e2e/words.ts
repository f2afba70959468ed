// What the journeys look for on the screen, in one place: the names of roles, in English; and the
// words of the other languages as the app's own files have them.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const words = {
  overview: 'Your score',
  history: 'History',
  tiers: 'Tiers',
  entry: 'Entry',
  morePages: 'Menu',
  whatIf: 'What if',
  ruleChanges: 'Changes of the rules',
  glossary: 'Glossary',
  signIn: 'Sign in',
  signOut: 'Sign out',
  code: 'One-time code',
  notFound: 'Page not found',
  language: 'Language',
  skip: /^skip to/i,
  older: 'Older',
  newer: 'Newer',
  retry: /try again/i,
  lost: /No connection\. You see what was last received/,
  lastUpdated: /last updated/i,
  addedUp: /added up on this device/,
  back: /connection is back/i,
  refused: /code is not valid/i,
  tooManyTries: /too many tries/i,
};

export const languages = ['en', 'nl', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** The language that a browser asks for so that the app speaks the given one. */
export const locales: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL', 'zh-CN': 'zh-CN' };

const read = (file: string) => JSON.parse(readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8'));

/** The app's own text for a key; those of the pages that are loaded later are in a folder of theirs. */
export function textOf(language: Language, key: string, folder: '' | 'later' = ''): string {
  const text = read(`locales/${folder}/${language}.json`)[key] ?? read(`locales/later/${language}.json`)[key];
  if (typeof text !== 'string') throw new Error(`the words in ${language} have no '${key}'`);
  return text;
}

/** The made-up name of a resident of the demo. */
export function nameOf(id: string): string {
  return read('demo/residents.json').find((resident: { id: string }) => resident.id === id).name;
}
