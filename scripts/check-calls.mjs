// Whether the tests of the server made every call of the API. They leave the name of each call that was
// answered (crates/server/tests/server/held.rs); the document has all names.
//
//   node scripts/check-calls.mjs

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from './say.mjs';

const folder = join(process.env.CARGO_TARGET_DIR ?? 'target', 'tmp', 'calls');
const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const calls = Object.values(paths).flatMap((path) => Object.values(path)).map(({ operationId }) => operationId);
const made = new Set(existsSync(folder) ? readdirSync(folder) : []);
const missing = calls.filter((call) => !made.has(call));

if (missing.length > 0) stop(`${missing.length} calls of the API were made by no test: ${missing.join(', ')}`);
say(`all ${calls.length} calls of the API were made`);
