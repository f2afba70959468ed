// Keeps the browser's offer to install the app until the resident asks for it.

import { change } from './state.js';

let offer;

export function startInstall() {
  document.addEventListener('click', (press) => {
    if (press.target.closest('[data-install]')) install().catch(() => undefined);
  });
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event;
    change({ installable: true });
  });
  addEventListener('appinstalled', () => {
    offer = undefined;
    change({ installable: false, installed: true });
  });
}

/** Asks the browser; an offer is good once. */
export async function install() {
  const asked = offer;
  if (!asked) return false;
  offer = undefined;
  change({ installable: false });
  const { outcome } = await asked.prompt();
  return outcome === 'accepted';
}
