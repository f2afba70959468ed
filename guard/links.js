// Where a display may go: nowhere. The app changes its pages by itself, and the guard alone the document.

import { attempt } from './attempt.js';
import { isLeaving } from './leave.js';
import { wipe } from './wipe.js';

export function lockLinks() {
  addEventListener('click', onClick, true);
  // Everything else that asks for another document: forms, reloads, a link that nobody took over.
  window.navigation?.addEventListener('navigate', onNavigate);
}

function onClick(event) {
  const link = event.composedPath().find((it) => attempt(() => it.matches('a[href], area[href]')));
  if (!link || !leadsAway(link)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function leadsAway(link) {
  const ownWindow = !link.target || link.target === '_self';
  const painted = link.closest('#frame');
  return painted || !ownWindow || link.hasAttribute('download') || link.origin !== location.origin;
}

function onNavigate(event) {
  if (isLeaving() || !event.cancelable) return;
  const stays = event.destination.sameDocument && event.downloadRequest === null;
  if (stays) return;
  event.preventDefault();
  // A page load ends the visit at the server, so it has to be a whole wipe.
  if (event.navigationType === 'reload') wipe('done');
}
