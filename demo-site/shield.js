// The display of the demo is a tab of the browser that may show the resident's own page in another: what
// its guard clears must not be what that one keeps. It leads away from itself by the banner alone.

import { folder } from './place.js';

export function shield() {
  indexedDB.databases = async () => [];
  const clear = Storage.prototype.clear;
  Storage.prototype.clear = function clearUnlessShared() {
    if (this !== window.localStorage) clear.call(this);
  };
  // The visitor's own clipboard is no display's.
  if (navigator.clipboard) navigator.clipboard.writeText = async () => undefined;
  // Before the guard, which keeps a display where it is.
  window.navigation?.addEventListener('navigate', (event) => {
    const { pathname, search } = new URL(event.destination.url);
    if (pathname === folder && !search) event.stopImmediatePropagation();
  });
}
