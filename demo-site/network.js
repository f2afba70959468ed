// `fetch`, as the app knows it: the office answers what a server would, and files come from the folder.

import { ask } from './link.js';
import { heedSignOut } from './sign-out.js';
import { fileAt, isOffices, ofApp } from './place.js';

const plain = window.fetch.bind(window);

export function replaceFetch() {
  window.fetch = answer;
}

async function answer(what, options) {
  const request = what instanceof Request && !options ? what : new Request(what, options);
  const path = ofApp(request.url);
  if (path === undefined || !isOffices(path)) {
    return plain(path === undefined ? request : fileAt(path), { signal: request.signal });
  }
  const body = await request.arrayBuffer();
  await heedSignOut();
  const reply = ask({ method: request.method, path, headers: [...request.headers], body });
  return new Promise((good, bad) => {
    const abort = () => bad(request.signal.reason);
    if (request.signal.aborted) abort();
    request.signal.addEventListener('abort', abort, { once: true });
    reply.then(({ status, headers, body }) => {
      const empty = status === 204 || status === 304;
      good(new Response(empty ? null : body, { status, headers }));
    }, () => bad(new TypeError('the office of the demo does not answer')));
  });
}
