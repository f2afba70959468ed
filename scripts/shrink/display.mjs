// What a shared display gets beside the app: the guard in one file, the service worker with the list of
// the build's files, and the name of the build, by which a display learns that there is a newer one.

import { buildSync } from 'esbuild';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const options = { bundle: true, minify: true, format: 'iife', target: 'es2022', legalComments: 'none', write: false };
const source = 'guard/worker.js';
const hashed = /-[0-9a-f]{16}/;

/** The guard as one script without globals. */
export function guard() {
  return buildSync({ ...options, entryPoints: ['guard/main.js'] }).outputFiles[0].contents;
}

/** The service worker for the build in a folder. */
export function serviceWorker(folder, build) {
  const files = publicFiles(folder).map((name) => `/${name}`);
  const define = { BUILD: JSON.stringify(build), FILES: JSON.stringify(files) };
  return buildSync({ ...options, entryPoints: [source], define }).outputFiles[0].contents;
}

/** The name of a build: a hash over its files, by name where that tells the content. */
export function buildOf(folder) {
  const all = createHash('sha256').update(readFileSync(source)).update(readFileSync(join(folder, 'index.html')));
  for (const name of publicFiles(folder)) {
    all.update(`\n${name}\n`);
    if (!hashed.test(name)) all.update(readFileSync(join(folder, name)));
  }
  return all.digest('hex').slice(0, 16);
}

/** Every file but the page, in the order of their names. */
function publicFiles(folder) {
  const all = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
  return all.map(String).filter((name) => name !== 'index.html').sort();
}
