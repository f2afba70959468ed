// Writes what a program with the app inside is made of, as CycloneDX (https://cyclonedx.org) in JSON: each
// crate of the program and of the app with version, licence, purl and checksum, those that only build them,
// the C library inside, and who needs whom.
//
//   node scripts/release/sbom.mjs PROGRAM OUT
//
// The same program from the same commit gives the same file.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say, stop } from '../say.mjs';
import { APP, PROGRAM, crates } from './crates.mjs';

const [program, out] = process.argv.slice(2);
if (!out) stop('usage: node scripts/release/sbom.mjs PROGRAM OUT');

const all = crates([PROGRAM, APP]);
const version = [...all.values()].find(({ name }) => name === 'citizen-score').version;
const root = `citizen-score@${version}`;
const roots = [...PROGRAM.packages, ...APP.packages].map((name) => ref({ name, version, own: true }));
const rust = /^rustc (\S+)/.exec(told('rustc', '--version'))[1];
const std = library('rust-std', rust, 'The standard library of Rust', 'MIT OR Apache-2.0');
const sqlite = library('sqlite', sqliteVersion(), 'The database, in C, inside libsqlite3-sys', 'blessing');

const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    ...moment(),
    tools: { components: tools() },
    component: {
      type: 'application',
      'bom-ref': `pkg:generic/${root}`,
      name: 'citizen-score',
      version,
      description: 'Citizen Score: the server with the app inside',
      hashes: [{ alg: 'SHA-256', content: sha256(readFileSync(program)) }],
      licenses: [{ expression: 'MIT OR Apache-2.0' }],
      purl: `pkg:generic/${root}`,
    },
  },
  components: [...[...all.values()].map(component), std, sqlite],
  dependencies: [
    { ref: `pkg:generic/${root}`, dependsOn: [...roots, std['bom-ref']] },
    ...[...all.values()].map(needs),
    { ref: std['bom-ref'], dependsOn: [] },
    { ref: sqlite['bom-ref'], dependsOn: [] },
  ],
};
// The number of the document is one of its content (RFC 9562, version 8).
const hex = sha256(JSON.stringify(bom));
const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)];
bom.serialNumber = `urn:uuid:${parts.join('-')}`;

writeFileSync(out, `${JSON.stringify(bom, null, 1)}\n`);
const building = bom.components.filter(({ scope }) => scope === 'excluded').length;
say(`${out}: ${bom.components.length - building} components, and ${building} that only build them`);

function component(crate) {
  const { name, description, authors, repository, checksum, compiledInto } = crate;
  const within = compiledInto.map((build) => (build === APP ? 'app' : 'program')).join(' and ');
  return {
    type: 'library',
    'bom-ref': ref(crate),
    ...(authors.length ? { authors: authors.map((it) => ({ name: it.replace(/ *<.*>/, '') })) } : {}),
    name,
    version: crate.version,
    ...(description ? { description } : {}),
    scope: within ? 'required' : 'excluded',
    ...(checksum ? { hashes: [{ alg: 'SHA-256', content: checksum }] } : {}),
    licenses: [crate.expression ? { expression: crate.expression } : { license: { name: crate.file ?? 'unknown' } }],
    purl: ref(crate),
    ...(repository ? { externalReferences: [{ type: 'vcs', url: repository }] } : {}),
    properties: [{ name: 'citizen-score:compiled-into', value: within || 'nothing: it only builds' }],
  };
}

function needs(crate) {
  const others = [...crate.needs].map((key) => ref(all.get(key)));
  if (crate.name === 'libsqlite3-sys') others.push(sqlite['bom-ref']);
  return { ref: ref(crate), dependsOn: [...new Set(others)].sort() };
}

/** The crates of this repository are in no registry, where the same name may be somebody else's. */
function ref({ name, version: its, own }) {
  return own ? `pkg:generic/${name}@${its}` : `pkg:cargo/${name}@${its}`;
}

function library(name, its, description, expression) {
  const purl = `pkg:generic/${name}@${its}`;
  return { type: 'library', 'bom-ref': purl, name, version: its, description, scope: 'required', licenses: [{ expression }], purl };
}

function sqliteVersion() {
  const { manifest } = [...all.values()].find(({ name }) => name === 'libsqlite3-sys');
  const header = readFileSync(join(dirname(manifest), 'sqlite3/sqlite3.h'), 'utf8');
  return /^#define SQLITE_VERSION +"(.+)"/m.exec(header)[1];
}

/** What writes or changes files of the app, and of what version. */
function tools() {
  const npm = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const ours = readFileSync('scripts/env.sh', 'utf8');
  const bindgen = [...all.values()].find(({ name }) => name === 'wasm-bindgen').version;
  return [
    ['rustc', rust],
    ['trunk', /^TRUNK_VERSION=(.+)$/m.exec(ours)[1]],
    ['wasm-bindgen-cli', bindgen],
    ['wasm_split_cli_support', /^SPLIT_VERSION=(.+)$/m.exec(ours)[1]],
    ...['binaryen', 'esbuild', 'lightningcss'].map((name) => [name, npm[`node_modules/${name}`].version]),
  ].map(([name, its]) => ({ type: 'application', name, version: its }));
}

/** When it was made: a moment that is given, or that of the commit; none where neither is known. */
function moment() {
  const seconds = process.env.SOURCE_DATE_EPOCH ?? told('git', 'log', '-1', '--format=%ct').trim();
  return seconds ? { timestamp: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') } : {};
}

function told(command, ...args) {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
