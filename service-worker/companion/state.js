// What the companion knows, and how it says that it has changed.

export const state = {
  /** Whether a newer version waits on the device. */
  newer: false,
  /** Whether the browser would install the app if asked. */
  installable: false,
  /** Whether the app runs in a window of its own. */
  installed: matchMedia('(display-mode: standalone)').matches,
};

/** Takes in what has changed, and tells. */
export function change(what) {
  Object.assign(state, what);
  document.documentElement.toggleAttribute('data-installable', state.installable);
  dispatchEvent(new Event('companion'));
}
