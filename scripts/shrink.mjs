// Shrinks what a build for release ships: the script that starts the WebAssembly, whose syntax
// Trunk's own minifier does not know, and the page, whose remarks are for those who read the source.
//
// Trunk calls it after each build with the folder of the new files in TRUNK_STAGING_DIR. A build for
// development stays readable.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from './say.mjs';

const folder = process.env.TRUNK_STAGING_DIR;
if (!folder) stop('TRUNK_STAGING_DIR is not set; Trunk calls this script, nobody else');
if (process.env.TRUNK_PROFILE !== 'release') process.exit(0);

let buildSync, transformSync;
try {
  ({ buildSync, transformSync } = await import('esbuild'));
} catch {
  stop("the package esbuild is missing; run 'npm ci' (or 'make setup') first");
}

const options = { minify: true, target: 'es2022', legalComments: 'none' };

for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
  replace(name, () => withStartOnly(name));
}
replace('index.html', (page) => {
  // Trunk's script also puts the insides of the app into the window; nobody asks for them there.
  const start = /import init, \* as bindings from '([^']+)';\s*const wasm = await init\(\{ module_or_path: '([^']+)' \}\);[^]*?(?=<\/script>)/;
  const scripts = /(<script>|<script type="module">)([^]*?)(<\/script>)/g;
  return page
    .replace(start, (_, script, module) => `import init from '${script}'; init({ module_or_path: '${module}' });`)
    .replace(scripts, (_, open, source, close) => open + transformSync(source, options).code.trim() + close)
    // The server finds the place of the frame by these two remarks; all others go.
    .replace(/<!--(?!\/?frame-->)[^]*?-->/g, '')
    .replace(/\n\s+/g, '\n');
});

/** The script with its start function alone; what is exported besides is used by nobody. */
function withStartOnly(name) {
  const entry = { contents: `export { default } from './${name}';`, resolveDir: folder };
  const { outputFiles } = buildSync({ ...options, stdin: entry, bundle: true, format: 'esm', write: false });
  return outputFiles[0].text;
}

function replace(name, shrink) {
  const file = join(folder, name);
  const source = readFileSync(file, 'utf8');
  const shrunk = shrink(source);
  writeFileSync(file, shrunk);
  say(`${name}: ${source.length} -> ${shrunk.length} characters`);
}
