// The files of a build, who needs which, and the name of the build.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What goes into the workers, which are written last. */
const sources = ['guard/worker.js', ...filesIn('service-worker').map((name) => join('service-worker', name))];
const hashed = /-[0-9a-f]{16}/;

/** What only a display asks for. */
const forDisplays = /^(kiosk-|guard-|split_kiosk-)/;
/** What only a resident's own device asks for. */
const forPhones = /^(companion-|shell-|worker\.js$|manifest\.|icons\/)/;
/** What is kept when it is first wanted, or by the system and not by the app. */
const notAtOnce = /^(locales-|licences|manifest\.|icons\/|worker\.js$)/;

/** A hash of content, as it stands in names. */
export const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Every file but the page, and what only the server reads, in the order of their names. */
export const publicFiles = (folder) =>
  filesIn(folder).filter((name) => name !== 'index.html' && !name.startsWith('.'));

/** What a display keeps. */
export const displayFiles = (folder) => publicFiles(folder).filter((name) => !forPhones.test(name));

/** What a resident's own device keeps from the beginning. */
export const phoneFiles = (folder) =>
  publicFiles(folder).filter((name) => !forDisplays.test(name) && !notAtOnce.test(name));

/** The name of a build: a hash over its files, by name where that tells the content. */
export function buildOf(folder) {
  const all = createHash('sha256');
  for (const source of sources) all.update(readFileSync(source));
  all.update(readFileSync(join(folder, 'index.html')));
  for (const name of publicFiles(folder)) {
    all.update(`\n${name}\n`);
    if (!hashed.test(name)) all.update(readFileSync(join(folder, name)));
  }
  return all.digest('hex').slice(0, 16);
}

function filesIn(folder) {
  const all = readdirSync(folder, { recursive: true }).map(String);
  return all.filter((name) => statSync(join(folder, name)).isFile()).sort();
}
