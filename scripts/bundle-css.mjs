// Bundles the style sheets: each entry with its imports becomes one minified file.
//
//   node scripts/bundle-css.mjs [OUT]        OUT is style/.dist unless given
//
// Entries: style/main.css -> OUT/app.css, style/critical.css -> OUT/critical.css, style/later.css ->
// OUT/later.css for the pages that are loaded later, and style/kiosk.css -> OUT/kiosk.css for a display.
// Trunk calls it before each build, since Trunk itself does not follow @import. A file whose content
// stays the same is not written again, so that watching the folder does not build in circles.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from './say.mjs';

let bundle;
try {
  ({ bundle } = await import('lightningcss'));
} catch {
  stop("the package lightningcss is missing; run 'npm ci' (or 'make setup') first");
}

const out = process.argv[2] ?? 'style/.dist';
const entries = [
  { from: 'style/main.css', to: 'app.css', needed: true },
  { from: 'style/critical.css', to: 'critical.css', needed: false },
  { from: 'style/later.css', to: 'later.css', needed: true },
  { from: 'style/kiosk.css', to: 'kiosk.css', needed: true },
];
const version = (major) => major << 16;
const targets = { chrome: version(123), firefox: version(121), safari: version(17) | (5 << 8) };

mkdirSync(out, { recursive: true });
for (const { from, to, needed } of entries) {
  if (!existsSync(from)) {
    if (needed) stop(`${from} is missing; it is the entry of all styles`);
    continue;
  }
  const code = bundled(from);
  const file = join(out, to);
  if (!existsSync(file) || !readFileSync(file).equals(code)) writeFileSync(file, code);
  say(`${from} -> ${file} (${code.length} bytes)`);
}

function bundled(filename) {
  try {
    const { code, warnings } = bundle({ filename, minify: true, targets });
    const [first] = warnings;
    if (first) stop(`${place(first, filename)}: ${first.message}`);
    return Buffer.from(code);
  } catch (error) {
    return stop(`${place(error, filename)}: ${error.message}`);
  }
}

function place({ fileName, loc }, fallback) {
  const file = fileName ?? loc?.filename ?? fallback;
  return loc ? `${file}, line ${loc.line}, column ${loc.column}` : file;
}
