// The house rules that a machine can check: every Rust file opens with what it is about (`//!`), no
// file is so long that a reader gets lost, and a module's root stands beside its folder.
//
//   node scripts/check-house.mjs
//
// Fails above 350 lines; lists what is above 200.

import { readFileSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { say, stop } from './say.mjs';

const TOO_LONG = 350;
const LONG = 200;
const kinds = new Set(['.rs', '.css', '.js', '.ts', '.mjs', '.sh']);
const elsewhere = new Set(['.git', '.tools', '.dist', 'data', 'dist', 'dist-demo', 'dist-release', 'node_modules', 'target']);

const faults = [];
const long = [];
for (const file of filesIn('.')) {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length - 1;
  if (lines > TOO_LONG) faults.push(`${file} has ${lines} lines; split it by what a reader looks for`);
  else if (lines > LONG) long.push(`${file}: ${lines} lines`);
  if (extname(file) !== '.rs') continue;
  if (!text.startsWith('//!')) faults.push(`${file} does not open with a '//!' line that says what it is about`);
  if (basename(file) === 'mod.rs') faults.push(`${file}: name it after its folder, and put it beside that`);
}

if (long.length > 0) say(`Over ${LONG} lines (allowed up to ${TOO_LONG}):\n  ${long.join('\n  ')}`);
if (faults.length > 0) stop(`house rules:\n  ${faults.join('\n  ')}`);

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return elsewhere.has(entry.name) ? [] : filesIn(path);
    return kinds.has(extname(entry.name)) ? [path] : [];
  });
}
