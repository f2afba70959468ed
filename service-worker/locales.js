// The texts of languages. They are not fetched with the build, but when a language is first used.

import { file } from './build.js';
import { keepFirst, newest } from './newest.js';

/* global LOCALES, TEXTS */

/** Whether a path is that of texts. */
export const isLocale = (path) => path.startsWith(`${TEXTS}/`);

/** A file of texts: as kept, or else fetched and kept. One that the build does not know was put beside it
 * by whoever runs the server, and may change. */
export function locale(event, path) {
  return Object.hasOwn(LOCALES, path) ? file(event, path, LOCALES[path]) : newest(event, path);
}

/** Keeps the texts of a language, those of the pages that are loaded later too, and what else a start
 * without a connection asks for. */
export async function keepLanguage(tag) {
  if (!/^[\w-]{1,35}$/.test(tag)) return;
  const texts = ['', 'later/'].map((group) => `${TEXTS}/${group}${tag}.json`);
  await Promise.all(['/config.json', '/api/v1/rulebook', ...texts].map((path) => keepFirst(path).catch(() => undefined)));
}
