// Where the demo is: the folder of its files, and which of its two pages this is.

/** The folder, with a slash at its end. */
export const folder = new URL('.', location.href).pathname;

/** Whether this page is the display of a city office. */
export const isDisplay = 'kiosk' in document.documentElement.dataset;

/** Path and query of an address of the app, such as `/history?page=2`; nothing for one elsewhere. */
export function ofApp(address) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return undefined;
  const path = url.pathname.startsWith(folder) ? url.pathname.slice(folder.length - 1) : url.pathname;
  return path + url.search;
}

/** Whether an address of the app is one that the office answers. */
export const isOffices = (path) => path.startsWith('/api/v1/') || path === '/config.json';

/** Where a file of the app is, as seen from the page. */
export const fileAt = (path) => `${folder}${path.slice(1)}`;
