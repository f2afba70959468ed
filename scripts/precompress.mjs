// Writes a brotli (.br) and a gzip (.gz) copy beside each text and WebAssembly file of a folder, so
// that the server compresses nothing while it answers.
//
//   node scripts/precompress.mjs [FOLDER]    FOLDER is dist unless given
//
// A copy that is as new as its file is left alone; one whose file is gone is deleted.

import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { say, stop } from './say.mjs';

const folder = process.argv[2] ?? 'dist';
if (!existsSync(folder)) stop(`there is no folder ${folder}; build the app first`);

const compressed = /\.(css|html|js|json|mjs|svg|txt|wasm|webmanifest|xml)$/;
const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));

for (const file of files) {
  if (/\.(br|gz)$/.test(file) && !existsSync(file.slice(0, -3))) rmSync(file);
}

let written = 0;
for (const file of files.filter((name) => compressed.test(name) && statSync(name).isFile())) {
  if (isFresh(file, '.br') && isFresh(file, '.gz')) continue;
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, smallest(content));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  written += 1;
}
say(`compressed ${written} files in ${folder}`);

/** In brotli. Which way of modelling is best differs from file to file, by a tenth of a percent. */
function smallest(content) {
  const { BROTLI_PARAM_LGBLOCK: block, BROTLI_PARAM_MODE: mode, BROTLI_PARAM_NPOSTFIX: postfix } = constants;
  const ways = [{}, { [postfix]: 2 }, { [mode]: constants.BROTLI_MODE_FONT, [block]: 16 }];
  const all = ways.map((way) => {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      ...way,
    };
    return brotliCompressSync(content, { params });
  });
  return all.reduce((best, next) => (next.length < best.length ? next : best));
}

function isFresh(file, suffix) {
  const copy = file + suffix;
  return existsSync(copy) && statSync(copy).mtimeMs >= statSync(file).mtimeMs;
}
