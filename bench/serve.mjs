// The server that a measurement asks, with the built app, on a free port of this machine.

import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { binary, freePort } from '../scripts/live-server.mjs';
import { stop } from '../scripts/say.mjs';

const root = resolve(import.meta.dirname, '..');
const TENTHS = 600;

/** Starts it with these arguments of `serve`, and waits until it is ready. */
export async function serve(...args) {
  const port = await freePort();
  const child = spawn(binary, ['serve', '--listen', `127.0.0.1:${port}`, '--app', join(root, 'dist'), ...args], { stdio: 'ignore' });
  process.on('exit', () => child.kill('SIGTERM'));
  const url = `http://127.0.0.1:${port}`;
  for (let tenths = 0; tenths < TENTHS; tenths += 1) {
    if (await fetch(`${url}/readyz`).then((it) => it.ok, () => false)) return { process: child, url };
    await new Promise((again) => setTimeout(again, 100));
  }
  return stop('the server did not get ready');
}
