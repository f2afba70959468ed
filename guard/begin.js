// The attract screen's buttons. A touch before the app is ready is kept for it in html[data-begin].

import { isReady, phase } from './page.js';

const root = document.documentElement;

export function keepBegin() {
  addEventListener('click', ({ target }) => {
    const button = target.closest?.('button[data-begin]');
    if (!button || phase() !== 'attract') return;
    for (const other of document.querySelectorAll('button[data-begin]')) other.ariaBusy = null;
    button.ariaBusy = 'true';
    root.dataset.begin = button.dataset.begin;
    tell();
  });
  // For a touch in the moment between the app's look at the attribute and its being ready.
  new MutationObserver(tell).observe(root, { attributeFilter: ['data-app'] });
}

function tell() {
  const language = root.dataset.begin;
  if (!language || !isReady() || phase() !== 'attract') return;
  dispatchEvent(new CustomEvent('kiosk:begin', { detail: language }));
}
