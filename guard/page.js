// What the guard knows of the page: its state, its build, and when somebody last touched it.

const root = document.documentElement;
let touched = performance.now();
let untouched = true;

/** `attract`, `start`, `visit` or `wiping`. */
export const phase = () => root.dataset.kiosk;

/** Whether the app answers. */
export const isReady = () => root.dataset.app === 'ready';

/** For how many milliseconds nobody has touched anything. */
export const quietFor = () => performance.now() - touched;

/** Whether nobody has touched anything since the document began. */
export const isUntouched = () => untouched;

/** The build of the app, or nothing in a build for development. */
export const build = () => document.querySelector('meta[name="build"]')?.content || '';

/** Every document of a display begins with the attract screen. */
export function beginAttract() {
  root.dataset.kiosk = 'attract';
}

/** Notes every touch and every key. */
export function watchTouches() {
  for (const kind of ['pointerdown', 'touchstart', 'keydown', 'wheel']) {
    addEventListener(kind, onTouch, { capture: true, passive: true });
  }
}

function onTouch() {
  touched = performance.now();
  untouched = false;
}

/** Calls back once the page is read, and before the app's scripts run. */
export function whenRead(then) {
  if (document.readyState !== 'loading') then();
  else document.addEventListener('readystatechange', then, { once: true });
}
