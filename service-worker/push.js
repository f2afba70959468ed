// What the worker does with a push message: it says what kind of thing there is to see, and a touch opens
// the app. A message carries a language and a kind, and nothing about anybody
// (docs/decisions/0029-web-push.md).
//
// scripts/push-texts.mjs makes PUSH_TEXTS: by language, what each kind is called.

/* global PUSH_TEXTS, clients, registration */

/** The page of each kind. */
const PAGES = { record: '/history', case: '/cases', sign_in: '/settings', several: '/', test: '/settings' };

/** Of several messages, the newest stays. */
const TAG = 'citizen-score';

addEventListener('push', (event) => event.waitUntil(tell(read(event.data))));

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.page));
});

/** Language and kind of a message; one that cannot be read is of the kind that says least. */
function read(data) {
  let said = {};
  try {
    said = data.json();
  } catch {
    // A browser withdraws the permission of a worker that shows nothing.
  }
  const about = Object.hasOwn(PAGES, said?.about) ? said.about : 'several';
  return { language: String(said?.language), about };
}

function tell({ language, about }) {
  const tag = [language, language.split('-')[0]].find((it) => Object.hasOwn(PUSH_TEXTS, it)) ?? 'en';
  const texts = PUSH_TEXTS[tag];
  return registration.showNotification(texts.title, {
    body: texts[about],
    lang: tag,
    dir: texts.direction,
    tag: TAG,
    renotify: true,
    icon: '/icons/app-192.png',
    data: { page: PAGES[about] },
  });
}

/** The open app, as it is: somebody may be typing in it. Otherwise the page of what there is to see. */
async function open(page) {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const visible = windows.find((it) => it.visibilityState === 'visible');
  const found = visible ?? windows[0];
  return found ? found.focus() : clients.openWindow(Object.values(PAGES).includes(page) ? page : '/');
}
