// Whether a list of components is valid CycloneDX, and says of each crate what whoever gets the program
// wants to know: that all of Cargo.lock's that take part are in it, with licence, purl and checksum.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { APP, PROGRAM, crates } from './crates.mjs';

const SCHEMAS = join(dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');

const made = crates([PROGRAM, APP]);

/** What is wrong with a list of the components of a program with the digest `sha256`. */
export function faultsOf(bom, sha256) {
  const faults = againstSchema(bom);
  const said = (condition, fault) => condition || faults.push(fault);

  const { hashes } = bom.metadata.component;
  said(hashes?.[0]?.content === sha256, 'it is of another program');
  const byPurl = new Map(bom.components.map((it) => [it.purl, it]));
  said(byPurl.size === bom.components.length, 'two components have the same purl, or one has none');
  for (const crate of made.values()) {
    const name = `${crate.name} ${crate.version}`;
    const component = byPurl.get(`pkg:${crate.own ? 'generic' : 'cargo'}/${crate.name}@${crate.version}`);
    said(component, `${name} is missing`);
    if (!component) continue;
    said(component.licenses?.[0]?.expression, `${name} has no licence`);
    said(crate.own || component.hashes?.[0]?.content === crate.checksum, `${name} has not the checksum of Cargo.lock`);
    said(crate.own || crate.checksum, `${name} has no checksum in Cargo.lock`);
  }
  for (const name of ['sqlite', 'rust-std']) {
    said(bom.components.some((it) => it.name === name && it.version), `${name} is missing`);
  }
  const listed = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((it) => it['bom-ref'])]);
  const needed = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
  needed.filter((ref) => !listed.has(ref)).forEach((ref) => faults.push(`${ref} is needed and not listed`));
  return faults;
}

function againstSchema(bom) {
  const schema = (name) => JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8'));
  // Formats, such as those of addresses and dates, would take another package.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    // Under the name by which the main one calls it.
    const called = `${name}.SNAPSHOT.schema.json`;
    ajv.addSchema({ ...schema(called), $id: `http://cyclonedx.org/schema/${called}` });
  }
  const valid = ajv.compile(schema(`bom-${bom.specVersion}.SNAPSHOT.schema.json`));
  return valid(bom) ? [] : valid.errors.map((it) => `${it.instancePath} ${it.message}`);
}
