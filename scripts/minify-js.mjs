// Minifies the script that starts the WebAssembly; Trunk's own minifier does not know its syntax.
//
// Trunk calls it after each build with the folder of the new files in TRUNK_STAGING_DIR. A build for
// development stays readable.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from './say.mjs';

const folder = process.env.TRUNK_STAGING_DIR;
if (!folder) stop('TRUNK_STAGING_DIR is not set; Trunk calls this script, nobody else');
if (process.env.TRUNK_PROFILE !== 'release') process.exit(0);

let transformSync;
try {
  ({ transformSync } = await import('esbuild'));
} catch {
  stop("the package esbuild is missing; run 'npm ci' (or 'make setup') first");
}

for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
  const file = join(folder, name);
  const source = readFileSync(file, 'utf8');
  const { code } = transformSync(source, { minify: true, target: 'es2022', legalComments: 'none' });
  writeFileSync(file, code);
  say(`${name}: ${source.length} -> ${code.length} bytes`);
}
