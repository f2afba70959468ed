// The crates that a build is made of, as cargo resolves them for exactly that build: which are compiled into
// it, which only take part in building it, and who needs whom.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stop } from '../say.mjs';

/** What is given away is built for a machine such as this one. */
const host = /^host: (.+)$/m.exec(spawnSync('rustc', ['-vV'], { encoding: 'utf8' }).stdout)?.[1] ?? stop('rustc does not say for what machine it is');
export const PROGRAM = { target: host, packages: ['citizen-score-bundle'], features: [] };
/** The WebAssembly inside it. */
export const APP = {
  target: 'wasm32-unknown-unknown',
  packages: ['citizen-score-app', 'citizen-score-worker'],
  features: ['citizen-score-app/split'],
};

/** All crates of the builds, by `name@version`: { name, version, needs, compiledInto, …what its makers say }. */
export function crates(builds) {
  const known = new Map(builds.flatMap(({ target }) => packages(target)));
  const checksums = locked();
  const found = new Map();
  for (const build of builds) {
    const inside = tree(build, 'normal,no-proc-macro');
    for (const [key, needs] of tree(build, 'normal,build')) {
      const crate = found.get(key) ?? { ...about(known.get(key), key), checksum: checksums.get(key), needs: new Set(), compiledInto: [] };
      needs.forEach((it) => crate.needs.add(it));
      if (inside.has(key)) crate.compiledInto.push(build);
      found.set(key, crate);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a build needs of a kind: each crate with those that it needs itself. */
function tree({ target, packages: roots, features }, edges) {
  const named = roots.flatMap((name) => ['--package', name]);
  const wanted = features.length ? ['--features', features.join()] : [];
  const lines = cargo('tree', '--target', target, '--edges', edges, '--prefix', 'depth', '--format', ' {p}', ...named, ...wanted);
  const all = new Map();
  const above = [];
  for (const line of lines.split('\n').filter(Boolean)) {
    const [, depth, name, version] = /^(\d+) (\S+) v(\S+)/.exec(line) ?? stop(`cargo tree says '${line}'`);
    const key = `${name}@${version}`;
    if (!all.has(key)) all.set(key, new Set());
    above.splice(Number(depth), Infinity, key);
    if (Number(depth) > 0) all.get(above.at(-2)).add(key);
  }
  return all;
}

function packages(target) {
  const { packages: all } = JSON.parse(cargo('metadata', '--format-version', '1', '--filter-platform', target));
  return all.map((it) => [`${it.name}@${it.version}`, it]);
}

function about(crate, key) {
  if (!crate) stop(`cargo metadata does not know ${key}`);
  const { name, version, source, description, repository, authors, license, license_file: file, manifest_path: manifest } = crate;
  // The older way of saying "or".
  const expression = license?.replaceAll('/', ' OR ').replace(/ +/g, ' ');
  return { name, version, description: description?.trim().replace(/\s+/g, ' '), repository, authors, expression, file, manifest, own: !source };
}

/** The checksums of Cargo.lock. */
function locked() {
  const pattern = /\[\[package\]\]\nname = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(.+)"/g;
  const all = readFileSync('Cargo.lock', 'utf8').matchAll(pattern);
  return new Map([...all].map(([, name, version, checksum]) => [`${name}@${version}`, checksum]));
}

function cargo(command, ...args) {
  const { status, stdout, stderr } = spawnSync('cargo', [command, '--locked', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) stop(`cargo ${command} failed: ${stderr}`);
  return stdout;
}
