// What a resident's own device gets beside the app: the companion, the service worker with the digests of
// the build's files, the page as built for a start without a connection, and a manifest for each language.

import { buildSync } from 'esbuild';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, phoneFiles, publicFiles } from './files.mjs';
import { manifest } from './manifest.mjs';

const options = { bundle: true, minify: true, target: 'es2022', legalComments: 'none', write: false };

/** Writes a manifest for each language of a folder of texts, and one for all others. Returns their tags. */
export function writeManifests(folder, locales) {
  const tags = readdirSync(join(folder, locales)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
  const texts = (tag) => JSON.parse(readFileSync(join(folder, locales, `${tag}.json`), 'utf8'));
  for (const tag of tags) writeFileSync(join(folder, `manifest.${tag}.webmanifest`), manifest(tag, texts(tag)));
  writeFileSync(join(folder, 'manifest.webmanifest'), manifest('en', texts('en')));
  return tags;
}

/** What the page loads after the app. */
export function companion(tags) {
  const define = { LANGUAGES: JSON.stringify(tags) };
  return buildSync({ ...options, format: 'esm', entryPoints: ['service-worker/companion.js'], define }).outputFiles[0].contents;
}

/** Writes the kept page and the worker, when everything else of the build is in its folder. */
export async function writeWorker(folder, build) {
  const shell = `shell-${build}.html`;
  writeFileSync(join(folder, shell), readFileSync(join(folder, 'index.html')));
  const digests = (names) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [`/${name}`, hashOf(readFileSync(join(folder, name)))])));
  const texts = publicFiles(folder).filter((name) => /^locales-.*\.json$/.test(name));
  const at = texts[0]?.split('/')[0];
  const define = {
    BUILD: JSON.stringify(build),
    FILES: digests(phoneFiles(folder)),
    LOCALES: digests(texts),
    TEXTS: JSON.stringify(`/${at}`),
    ...await pushTexts(join(folder, at)),
    SHELL: JSON.stringify(`/${shell}`),
  };
  const { outputFiles } = buildSync({ ...options, format: 'iife', entryPoints: ['service-worker/main.js'], define });
  writeFileSync(join(folder, 'worker.js'), outputFiles[0].contents);
}

/** The words of push messages, for service-worker/push.js. */
async function pushTexts(folder) {
  const source = new URL('../push-texts.mjs', import.meta.url);
  if (!existsSync(source)) return {};
  const { pushTexts: texts } = await import(source.href);
  return { PUSH_TEXTS: JSON.stringify(texts(folder)) };
}
