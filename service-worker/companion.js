// Stands beside the app on a resident's own device, loaded after it: registers the service worker, tells
// the app of a newer version, and makes the app installable. A shared display has none of it.
//
// What the app may rely on:
// - the event `newer-build` on window: a newer version is on the device and waits. It comes when the app
//   is ready to hear it.
// - a press on an element with the attribute `data-take` takes the newer version, and one on `data-install`
//   asks the browser to install the app. The root element has `data-installable` while it would.
// - the event `companion` on window: what `window.companion.state()` says has changed.
// - window.companion.state(): { newer, installable, installed }, each true or false.
// - window.companion.take(): takes the newer version; every open page loads anew, once.
// - window.companion.install(): asks the browser to install the app; whether the resident agreed.

import { install, startInstall } from './companion/install.js';
import { startManifest } from './companion/manifest.js';
import { state } from './companion/state.js';
import { startUpdates, take } from './companion/update.js';

window.companion = { state: () => ({ ...state }), take, install };
startManifest();
startInstall();
startUpdates();
