// Another build of the app, as a newer version would be: the same program in a page that says which
// edition it is, with a worker and a name of its own.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildOf } from '../../scripts/shrink/files.mjs';
import { writeWorker } from '../../scripts/shrink/phone.mjs';

const root = resolve(import.meta.dirname, '../..');

const DATE = new Date('2026-01-01T00:00:00Z');

export type Build = { folder: string; name: string };

/** Makes a build beside dist/; whoever makes it deletes its folder. */
export async function otherBuild(edition: string, from = resolve(root, 'dist')): Promise<Build> {
  const folder = mkdtempSync(join(tmpdir(), `citizen-score-${edition}-`));
  cpSync(from, folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    // The compressed copies are of the old files.
    if (/\.(br|gz)$|^shell-|^worker\.js$/.test(name)) rmSync(join(folder, name));
  }
  const page = join(folder, 'index.html');
  const bare = readFileSync(page, 'utf8')
    .replace(/<meta name="edition"[^>]*>/, '')
    .replace(/<meta name="build" content="[^"]*">/, `<meta name="edition" content="${edition}"><meta name="build" content="">`);
  writeFileSync(page, bare);
  const name = buildOf(folder);
  writeFileSync(page, bare.replace('<meta name="build" content="">', `<meta name="build" content="${name}">`));
  await writeWorker(folder, name);
  // As in an image that is made the same way each time: its dates tell nothing.
  for (const file of ['worker.js', 'index.html']) utimesSync(join(folder, file), DATE, DATE);
  return { folder, name };
}
