// The texts of languages. They are not fetched with the build, but when a language is first used.

import { file } from './build.js';
import { keepFirst } from './newest.js';

/* global LOCALES */

/** A file of texts: as kept, or else fetched and kept. */
export const locale = (event, path) => file(event, path, LOCALES[path]);

/** Keeps the texts of a language, those of the pages that are loaded later too, and what else a start
 * without a connection asks for. */
export async function keepLanguage(tag) {
  const texts = Object.keys(LOCALES).filter((path) => path.endsWith(`/${tag}.json`));
  await Promise.all(['/config.json', '/api/v1/rulebook', ...texts].map((path) => keepFirst(path).catch(() => undefined)));
}
