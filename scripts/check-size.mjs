// Sums what a first visit loads (the HTML, and the CSS, JavaScript and WebAssembly that it names) in
// brotli, prints each file, and fails above the limit.
//
//   node scripts/check-size.mjs [FOLDER]     FOLDER is dist unless given
//
// The list is read from the page, so a file that is added counts by itself. A file that is named and
// missing, or whose compressed copy is missing or of another build, is an error.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { say, stop } from './say.mjs';

const LIMIT = 170_000;
const folder = process.argv[2] ?? 'dist';
const page = 'index.html';

if (!existsSync(join(folder, page))) stop(`there is no ${join(folder, page)}; build the app first`);

const loaded = new Map();
load(page, page);
for (const kind of ['.css', '.js', '.wasm']) {
  if (![...loaded.keys()].some((name) => name.endsWith(kind))) {
    stop(`${page} names no ${kind} file; this check would measure the wrong thing`);
  }
}

let total = 0;
for (const [name, { raw, brotli }] of loaded) {
  total += brotli;
  say(row(name, raw, brotli));
}
say(row('total', sum('raw'), total));
if (total > LIMIT) stop(`the first visit is ${total - LIMIT} bytes above the limit of ${LIMIT} in brotli`);
say(`${LIMIT - total} bytes below the limit of ${LIMIT} in brotli`);

function load(name, namedBy) {
  if (loaded.has(name)) return;
  const file = join(folder, name);
  if (!existsSync(file)) stop(`${namedBy} names ${name}, which is not in ${folder}`);
  const content = readFileSync(file);
  loaded.set(name, { raw: content.length, brotli: compressedSize(file, content) });
  for (const next of namedIn(name, content)) load(next, name);
}

function compressedSize(file, content) {
  const copy = `${file}.br`;
  if (!existsSync(copy)) stop(`${copy} is missing; run 'node scripts/precompress.mjs ${folder}'`);
  const compressed = readFileSync(copy);
  if (!brotliDecompressSync(compressed).equals(content)) stop(`${copy} is of another build of ${file}`);
  return compressed.length;
}

/** What a file makes a browser load: a page by address, a script by static import. */
function namedIn(name, content) {
  const pattern = {
    html: /["'=(](?!https?:)(\/?[\w./-]+\.(?:css|js|mjs|wasm))(?=["')?\s>])/g,
    js: /(?:\bfrom|\bimport)\s*["'](\.{0,2}\/[\w./-]+\.m?js)["']/g,
  }[name.split('.').pop()];
  if (!pattern) return [];
  // What the page names in a meta element is loaded later, when it is wanted.
  const text = content.toString().replace(/<meta [^>]*>/g, '');
  const names = [...text.matchAll(pattern)].map((match) => match[1]);
  return [...new Set(names)].map((address) =>
    address.startsWith('/') ? address.slice(1) : normalize(join(dirname(name), address)),
  );
}

function sum(field) {
  return [...loaded.values()].reduce((all, size) => all + size[field], 0);
}

function row(name, raw, brotli) {
  return `${String(raw).padStart(9)} raw ${String(brotli).padStart(8)} brotli  ${name}`;
}
