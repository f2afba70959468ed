// The demo's own scripts: what takes the place of the network in its pages, the office, what wraps the
// ledger's worker, and the guard of its display.

import { buildSync } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const options = { bundle: true, minify: true, target: 'es2022', legalComments: 'none', write: false };

export const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Adds all of them; `ledger` is the name of the real worker's script. Returns where each is. */
export function scripts({ add, office, ledger }) {
  const text = (value) => JSON.stringify(value);
  const wasm = readFileSync(join(office, 'office_bg.wasm'));
  const define = { OFFICE_WASM: text(add('demo-office', '.wasm', wasm)), BUILD: text(hashOf(wasm)) };
  const alias = { 'demo-office': resolve(office, 'office.js') };
  return {
    site: add('demo', '.js', bundled('demo-site/main.js', { format: 'iife' })),
    office: add('demo-office', '.js', bundled('demo-site/office.js', { format: 'esm', define, alias })),
    ledger: add('demo-ledger', '.js', bundled('demo-site/ledger.js', { format: 'esm', define: { LEDGER: text(`./${ledger}`) }, external: ['./ledger-*'] })),
    guard: add('demo-guard', '.js', bundled('guard/main.js', { format: 'iife' })),
  };
}

function bundled(source, more) {
  return buildSync({ ...options, ...more, entryPoints: [source] }).outputFiles[0].contents;
}
