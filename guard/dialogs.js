// Windows of the browser's own: none opens. Printing goes by the event kiosk:print, where it is set up.

import { attempt } from './attempt.js';
import { whenRead } from './page.js';

const REFUSED = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'];

export function forbidDialogs() {
  const print = window.print.bind(window);
  let printing = false;
  replace('alert', () => undefined);
  replace('confirm', () => false);
  replace('prompt', () => null);
  replace('open', () => null);
  replace('print', () => undefined);
  for (const name of REFUSED) replace(name, () => Promise.reject(new DOMException('', 'NotAllowedError')));
  // "Leave this page?" would hold up a wipe until somebody answers.
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);
  whenRead(() => { printing = attempt(isPrinting) === true; });
  addEventListener('kiosk:print', () => { if (printing) attempt(print); }, true);
}

function replace(name, by) {
  attempt(() => Object.defineProperty(window, name, { value: by, writable: false, configurable: false }));
}

/** The server has written the configuration into the page. */
function isPrinting() {
  return JSON.parse(document.getElementById('boot').textContent).config.kiosk.printing;
}
