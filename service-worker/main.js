// The service worker of a resident's own device: starts the app without a connection, and keeps the files
// of one build apart from those of another. Nothing about a resident passes through it or stays in it
// (docs/decisions/0031-service-worker-of-the-phone.md). A display has another: guard/worker.js.
//
// scripts/shrink/phone.mjs puts in: BUILD; FILES and LOCALES, from a path to the digest of the content;
// SHELL, the path of the page as built; TEXTS, the folder of the languages.

import './push.js';
import { dropOtherBuilds, keepAll } from './build.js';
import { answerFor } from './answer.js';
import { keepLanguage } from './locales.js';

/* global clients, registration, skipWaiting */

addEventListener('install', (event) => event.waitUntil(keepAll()));

addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([
    dropOtherBuilds(),
    clients.claim(),
    // The server is asked while this worker is still starting.
    registration.navigationPreload?.enable(),
  ]));
});

addEventListener('fetch', (event) => {
  const answer = answerFor(event);
  if (answer) event.respondWith(answer);
});

addEventListener('message', (event) => {
  const [what, value] = event.data ?? [];
  // Somebody agreed to the newer version; without that it waits until no page of the older is open.
  if (what === 'take') skipWaiting();
  if (what === 'language') event.waitUntil(keepLanguage(String(value)));
});
