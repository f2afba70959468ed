// The texts of push messages, for the service worker: by language, from the texts of the app.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const KINDS = ['record', 'case', 'sign_in', 'several', 'test'];

/** By language: title, direction, and a text for each kind. `folder` holds TAG.json and later/TAG.json. */
export function pushTexts(folder) {
  const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const tags = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(tags.map((name) => {
    const texts = read(join('later', name));
    const kinds = KINDS.map((kind) => [kind, texts[`push.${kind}`]]);
    const first = { title: texts['push.title'], direction: read(name)['language.direction'] };
    return [name.slice(0, -5), { ...first, ...Object.fromEntries(kinds) }];
  }));
}
