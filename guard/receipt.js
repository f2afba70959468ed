// The receipt of a wipe: the server has painted it, and it goes after ten seconds.

import { at } from './home.js';

const SHOWN_MS = 10_000;

export function showReceipt() {
  const query = new URLSearchParams(location.search);
  if (!query.has('after')) return;
  // For a page out of the service worker's store, which was painted before anything had to be said.
  document.documentElement.dataset.after = query.get('after');
  if (query.has('untold')) document.documentElement.dataset.untold = '';
  setTimeout(() => {
    for (const receipt of document.querySelectorAll('.attract-receipt')) receipt.remove();
    delete document.documentElement.dataset.after;
    delete document.documentElement.dataset.untold;
    history.replaceState(null, '', at('/'));
  }, SHOWN_MS);
}
