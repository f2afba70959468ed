// What a browser offers and a shared display does not: its menus, selection, zoom, keys.

import { attempt } from './attempt.js';

const TYPED_INTO = 'input, textarea, select';
const NEVER = ['contextmenu', 'dragstart', 'dragover', 'drop', 'copy', 'cut', 'paste', 'auxclick', 'gesturestart'];
// The key that switches reading aloud; all other function keys are the browser's.
const ALLOWED = 'F8';
const BROWSER_KEYS = /^(F\d+|Browser\w+|Launch\w+|ContextMenu|PrintScreen|Meta|OS)$/;

export function lockDown() {
  for (const kind of NEVER) stop(kind, () => true);
  stop('selectstart', ({ target }) => !target.closest?.(TYPED_INTO));
  stop('wheel', ({ ctrlKey }) => ctrlKey);
  stop('keydown', isBrowsers);
  // The middle button scrolls by itself, the fourth and fifth go through the history.
  for (const kind of ['mousedown', 'mouseup']) stop(kind, ({ button }) => button > 0);
  attempt(forbidFiles);
}

function stop(kind, isMeant) {
  addEventListener(kind, (event) => {
    if (!attempt(() => isMeant(event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true, passive: false });
}

function isBrowsers(event) {
  if (event.key === ALLOWED && !event.ctrlKey && !event.altKey && !event.metaKey) return false;
  if (BROWSER_KEYS.test(event.key)) return true;
  // On many keyboards, AltGr with another key is how a letter is typed.
  if (event.getModifierState('AltGraph') && event.key.length === 1) return false;
  return event.ctrlKey || event.altKey || event.metaKey;
}

/** The window in which a file is chosen shows the disk of the display. */
function forbidFiles() {
  stop('click', ({ target }) => target.closest('input[type=file]'));
  const click = HTMLElement.prototype.click;
  HTMLInputElement.prototype.click = function clickUnlessFile() {
    if (this.type !== 'file') click.call(this);
  };
}
