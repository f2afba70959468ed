// The parts that scripts/trunk/wasm-bindgen took out of the app: their files, and which part needs which.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from '../say.mjs';
import { hashOf } from './files.mjs';

/**
 * Puts the parts from the folder `parts` beside the app, each under a name with its hash, and the script
 * `link` that loads them. Returns the paths of the files of each part.
 */
export function addParts({ folder, parts, link, app, optimize }) {
  if (!app) stop('there is no script of the app in the build');
  let loader = readFileSync(join(parts, link), 'utf8').replace('./citizen-score-app.js', `./${app}`);
  for (const part of readdirSync(parts).filter((file) => /^(split|chunk)_.*\.wasm$/.test(file))) {
    const out = join(folder, part);
    const run = spawnSync('wasm-opt', [...optimize, join(parts, part), '-o', out], { stdio: 'inherit' });
    if (run.status !== 0) stop(`wasm-opt failed on ${part}`);
    const content = readFileSync(out);
    const named = part.replace('.wasm', `-${hashOf(content)}.wasm`);
    writeFileSync(join(folder, named), content);
    rmSync(out);
    loader = loader.replaceAll(`./${part}`, `./${named}`);
    say(`${named}: ${statSync(join(parts, part)).size} -> ${content.length} bytes`);
  }
  writeFileSync(join(folder, link), loader);
  return filesOf(loader);
}

/** The paths of the files that each part is made of, as the script says that loads them. */
function filesOf(loader) {
  const file = (text) => /"\.\/([^"]+\.wasm)"/.exec(text)?.[1];
  const shared = new Map();
  for (const [text, name] of loader.matchAll(/const (__chunk_\d+) = makeLoad\([^]*?\}\n*, \[\]\);/g)) shared.set(name, file(text));
  const wasm = {};
  for (const [text, needs] of loader.matchAll(/export const \w+ = wrapAsyncCb\(makeLoad\([^]*?, \[([^\]]*)\]\)\);/g)) {
    const own = file(text);
    const name = /^split_(.+)-[0-9a-f]{16}\.wasm$/.exec(own ?? '')?.[1];
    const all = [own, ...needs.split(', ').filter(Boolean).map((it) => shared.get(it))];
    if (!name || all.includes(undefined)) stop(`the script that loads the parts is not understood: ${text.slice(0, 200)}`);
    wasm[name] = all.map((it) => `/${it}`);
  }
  if (Object.keys(wasm).length === 0) stop('the script that loads the parts names none');
  return wasm;
}
