// What a shared display gets beside the app: the guard in one file, and the service worker with the list
// of the build's files.

import { buildSync } from 'esbuild';
import { displayFiles } from './files.mjs';

const options = { bundle: true, minify: true, format: 'iife', target: 'es2022', legalComments: 'none', write: false };

/** The guard as one script without globals. */
export function guard() {
  return buildSync({ ...options, entryPoints: ['guard/main.js'] }).outputFiles[0].contents;
}

/** The service worker for the build in a folder. */
export function serviceWorker(folder, build) {
  const files = displayFiles(folder).map((name) => `/${name}`);
  const define = { BUILD: JSON.stringify(build), FILES: JSON.stringify(files) };
  return buildSync({ ...options, entryPoints: ['guard/worker.js'], define }).outputFiles[0].contents;
}
