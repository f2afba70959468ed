// Shrinks what a build for release ships: the script that starts the WebAssembly, whose syntax
// Trunk's own minifier does not know, and the page, whose remarks are for those who read the source.
// Adds what a shared display gets beside (scripts/shrink/display.mjs), and what a resident's own device
// gets (scripts/shrink/phone.mjs).
//
// Trunk calls it after each build with the folder of the new files in TRUNK_STAGING_DIR. A build for
// development stays readable.

import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from './say.mjs';
import { buildOf, hashOf, publicFiles } from './shrink/files.mjs';

const folder = process.env.TRUNK_STAGING_DIR;
if (!folder) stop('TRUNK_STAGING_DIR is not set; Trunk calls this script, nobody else');
if (process.env.TRUNK_PROFILE !== 'release') process.exit(0);

let buildSync, transformSync, addParts, guard, serviceWorker, companion, writeManifests, writeWorker;
try {
  ({ buildSync, transformSync } = await import('esbuild'));
  ({ addParts } = await import('./shrink/parts.mjs'));
  ({ guard, serviceWorker } = await import('./shrink/display.mjs'));
  ({ companion, writeManifests, writeWorker } = await import('./shrink/phone.mjs'));
} catch {
  stop("the package esbuild is missing; run 'npm ci' (or 'make setup') first");
}

// What scripts/trunk/wasm-bindgen took out of the app, to be loaded when it is wanted.
const parts = process.env.TRUNK_SPLIT;
const link = '__wasm_split.js';
const optimize = /data-wasm-opt-params="([^"]+)"/.exec(readFileSync('index.html', 'utf8'))?.[1].split(' ');
if (parts && !optimize) stop('index.html names no parameters for wasm-opt');

const options = { minify: true, target: 'es2022', legalComments: 'none' };

const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
const app = scripts.find((name) => name.startsWith('citizen-score-app'));
const wasmOfParts = parts ? addParts({ folder, parts, link, app, optimize }) : {};
for (const name of scripts) replace(name, () => withStartOnly(name));
rmSync(join(folder, link), { force: true });

// Files are kept for a year by their names, and the hash that Trunk gives them is of what went in. It
// leaves out the zeros that a hash begins with.
for (const name of [...scripts, ...readdirSync(folder).filter((file) => /(_bg\.wasm|\.css)$/.test(file))]) {
  const old = /-[0-9a-f]{8,16}(?=[._])/.exec(name)?.[0];
  if (!old) continue;
  const named = name.replace(old, `-${hashOf(readFileSync(join(folder, name)))}`);
  renameSync(join(folder, name), join(folder, named));
  replace('index.html', (page) => page.replaceAll(name, named));
}
if (parts) {
  const style = addNamed('later', '.css', readFileSync('style/.dist/later.css'));
  name('later-style', style);
  name('worker', addWorker(process.env.WORKER_DIST));
  writeFileSync(join(folder, '.parts.json'), JSON.stringify({ wasm: wasmOfParts, style: `/${style}` }));
}
name('kiosk-style', addNamed('kiosk', '.css', readFileSync('style/.dist/kiosk.css')));
name('kiosk-guard', addNamed('guard', '.js', guard()));
const locales = hashLocales();
name('companion', addNamed('companion', '.js', companion(writeManifests(folder, locales))));
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
const build = buildOf(folder);
writeFileSync(join(folder, 'kiosk-worker.js'), serviceWorker(folder, build));
name('build', build, '');
writeWorker(folder, build);

/** The script with its start function alone; what is exported besides is used by nobody. */
function withStartOnly(name) {
  const entry = { contents: `export { default } from './${name}';`, resolveDir: folder };
  const { outputFiles } = buildSync({ ...options, stdin: entry, bundle: true, format: 'esm', write: false });
  return outputFiles[0].text;
}

/** The worker: its WebAssembly, and a script that starts it. Returns the script's name. */
function addWorker(built) {
  const wasm = addNamed('ledger', '.wasm', readFileSync(join(built, 'citizen-score-worker_bg.wasm')));
  const start = `import init from './citizen-score-worker.js';
    init({ module_or_path: new URL('./${wasm}', import.meta.url) });`;
  const entry = { contents: start, resolveDir: built };
  const { outputFiles } = buildSync({ ...options, stdin: entry, bundle: true, format: 'esm', write: false });
  return addNamed('ledger', '.js', outputFiles[0].contents);
}

/** The folder of texts under a name with its hash, so that a page never meets the texts of another build. */
function hashLocales() {
  const texts = publicFiles(folder).filter((name) => name.startsWith('locales/'));
  const hash = hashOf(texts.map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`).join('\n'));
  const named = `locales-${hash}`;
  renameSync(join(folder, 'locales'), join(folder, named));
  const [before, after] = ['', `-${hash}`].map((end) => `<meta name="locales" content="/locales${end}">`);
  replace('index.html', (page) => {
    if (!page.includes(before)) stop(`index.html has no ${before}`);
    return page.replace(before, after);
  });
  return named;
}

/** Writes a file under a name with its hash, and returns the name. */
function addNamed(stem, kind, content) {
  const named = `${stem}-${hashOf(content)}${kind}`;
  writeFileSync(join(folder, named), content);
  say(`${named}: ${content.length} bytes`);
  return named;
}

/** Tells the app where something is that it loads later, or another thing that is known only now. */
function name(what, file, before = '/') {
  const empty = `<meta name="${what}" content="">`;
  replace('index.html', (page) => {
    if (!page.includes(empty)) stop(`index.html has no ${empty}`);
    return page.replace(empty, `<meta name="${what}" content="${before}${file}">`);
  });
}

function replace(name, shrink) {
  const file = join(folder, name);
  const source = readFileSync(file, 'utf8');
  const shrunk = shrink(source);
  writeFileSync(file, shrunk);
  say(`${name}: ${source.length} -> ${shrunk.length} characters`);
}
