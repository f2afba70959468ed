// Writes the licences of everything that the app is made of into FOLDER/licences.txt: the app's own, and
// those of each crate that is compiled into its WebAssembly, with the texts that the crates carry. Crates
// that only build it (macros, build scripts, tests) are not in it, and so are not named.
//
//   node scripts/licences.mjs [FOLDER]       FOLDER is dist unless given

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say, stop } from './say.mjs';

const folder = process.argv[2] ?? 'dist';
const ROOTS = ['citizen-score-app', 'citizen-score-worker'];
const FILE = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;
const LINE = '-'.repeat(72);

const { packages, resolve } = metadata();
const named = new Map(packages.map((it) => [it.id, it]));
const nodes = new Map(resolve.nodes.map((it) => [it.id, it]));

// Everybody's texts, each once; whoever shares one is listed by its number.
const texts = new Map();
const own = numbersOf('.');
const crates = shipped().map((it) => ({ ...it, numbers: numbersOf(dirname(it.manifest_path)) }));
const without = crates.filter((it) => !it.license && it.numbers.length === 0);
if (without.length) stop(`no licence is known of ${without.map((it) => it.name).join(', ')}`);

const lines = [
  'Licences of everything that this app is made of',
  '',
  'A number in brackets is that of a text further below. "OR" means as you choose.',
  '',
  `Citizen Score: MIT OR Apache-2.0${brackets(own)}`,
  'The standard library of Rust: MIT OR Apache-2.0; The Rust Project Developers, https://www.rust-lang.org',
  ...crates.map(row),
  '',
];
for (const { text, number } of texts.values()) lines.push(LINE, `[${number}]`, LINE, '', text, '');

// Browsers take a plain text for one in a legacy encoding, unless it begins with this mark.
const content = `\uFEFF${lines.join('\n')}`;
writeFileSync(join(folder, 'licences.txt'), content);
say(`licences.txt: ${crates.length} crates, ${texts.size} texts, ${Buffer.byteLength(content)} bytes`);

function row({ name, version, license, authors, repository, numbers }) {
  // Where a crate carries no text, its makers are named, as its licence wants.
  const makers = numbers.length ? '' : [...authors, repository].filter(Boolean).map((it) => `; ${it}`).join('');
  return `${name} ${version}: ${license ?? 'its own'}${brackets(numbers)}${makers}`;
}

function brackets(numbers) {
  return numbers.map((it) => ` [${it}]`).join('');
}

/** The crates that end up in the WebAssembly, without the app's own, by name. */
function shipped() {
  const found = new Set();
  const todo = packages.filter((it) => ROOTS.includes(it.name)).map((it) => it.id);
  if (todo.length !== ROOTS.length) stop(`the workspace lacks one of ${ROOTS.join(', ')}`);
  for (let id = todo.pop(); id; id = todo.pop()) {
    if (found.has(id) || isMacro(named.get(id))) continue;
    found.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (kinds.some(({ kind }) => kind === null)) todo.push(pkg);
    }
  }
  const foreign = [...found].map((id) => named.get(id)).filter(({ source }) => source);
  return foreign.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

function isMacro({ targets }) {
  return targets.some(({ kind }) => kind.includes('proc-macro'));
}

/** The numbers of the texts in a folder. */
function numbersOf(from) {
  const files = readdirSync(from).filter((name) => FILE.test(name) && statSync(join(from, name)).isFile());
  return files.sort().map((name) => {
    const text = readFileSync(join(from, name), 'utf8').replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').trim();
    // Line breaks are set differently from crate to crate.
    const same = createHash('sha256').update(text.replace(/\s+/g, ' ')).digest('hex');
    if (!texts.has(same)) texts.set(same, { text, number: texts.size + 1 });
    return texts.get(same).number;
  });
}

function metadata() {
  const arguments_ = ['metadata', '--format-version', '1', '--locked', '--filter-platform', 'wasm32-unknown-unknown'];
  const { status, stdout, stderr } = spawnSync('cargo', arguments_, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) stop(`cargo metadata failed: ${stderr}`);
  return JSON.parse(stdout);
}
