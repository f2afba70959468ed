// Registers the service worker, which brings the attract screen while the server does not answer.

import { build } from './page.js';
import { onTick, TICK_MS } from './tick.js';

const WORKER = '/kiosk-worker.js';
const LOOK_MS = 5000;

let lacking = false;

/** Whether the service worker is at work, and has no page of this build to give. */
export const lacksPage = () => lacking;

export function startWorker() {
  if (!navigator.serviceWorker) return;
  // After the app's own files, which come first.
  addEventListener('load', () => {
    if (!build()) return;
    register().catch(() => undefined);
    let ticks = 0;
    onTick(() => {
      ticks += 1;
      if ((ticks * TICK_MS) % LOOK_MS === 0) look().catch(() => undefined);
    });
  });
}

/** Registers it; one that is there is asked whether there is a newer, which a browser puts off otherwise. */
async function register() {
  const known = await navigator.serviceWorker.getRegistration();
  const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' });
  if (known) await registration.update();
}

async function look() {
  const name = `app-${build()}`;
  // Only a worker of this build keeps a page of this build.
  if (!navigator.serviceWorker.controller || !await caches.has(name)) return;
  lacking = !await (await caches.open(name)).match('/', { ignoreVary: true });
}
