// Which requests the worker answers, and with what; all others go by as if it were not there.

import { file } from './build.js';
import { isLocale, locale } from './locales.js';
import { newest } from './newest.js';
import { page } from './page.js';

/* global FILES */

/** What changes under its name, and is the same for everybody. */
const OPEN = ['/config.json', '/api/v1/rulebook', '/api/v1/rulebook/upcoming', '/api/v1/keys'];

const notPages = /^\/(api|display|metrics|healthz|readyz|sign-in)(\/|$)|\.[^/.]+$/;

/** The answer to a request, or nothing. */
export function answerFor(event) {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return undefined;
  if (mode === 'navigate') return notPages.test(pathname) ? undefined : page(event);
  if (search) return undefined;
  if (Object.hasOwn(FILES, pathname)) return orPlain(event, file(event, pathname, FILES[pathname]));
  if (isLocale(pathname)) return orPlain(event, locale(event, pathname));
  return OPEN.includes(pathname) ? newest(event, pathname) : undefined;
}

/** Whatever goes wrong here: as if there were no worker. */
const orPlain = (event, answer) => answer.catch(() => fetch(event.request));
