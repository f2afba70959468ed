// Stands beside the app on a resident's own device, loaded after it: registers the service worker, offers
// a newer version in the app's place for notices, makes the app installable, and tells before a session
// ends by itself. A shared display has none of it.
//
// What the app may rely on:
// - a press on an element with the attribute `data-take` takes the newer version, one on `data-install`
//   asks the browser to install the app, and one on `data-stay` keeps the session. The root element has
//   `data-installable` while the browser would.
// - the event `companion` on window: what `window.companion.state()` says has changed.
// - window.companion.state(): { newer, installable, installed }, each true or false.
// - window.companion.take(): takes the newer version; every open page loads anew, once.
// - window.companion.install(): asks the browser to install the app; whether the resident agreed.

import { install, startInstall } from './companion/install.js';
import { startManifest } from './companion/manifest.js';
import { startSession } from './companion/session.js';
import { state } from './companion/state.js';
import { startUpdates, take } from './companion/update.js';

window.companion = { state: () => ({ ...state }), take, install };
startManifest();
startInstall();
startUpdates();
startSession();
