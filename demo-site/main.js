// What stands between the app and a server that is not there: loaded before the app, in the pages of the
// demo alone. A live instance neither has nor loads any of it (docs/decisions/0032-demo-without-a-server.md).
//
// It takes the place of the network below the app's own `Api`: the app asks as it always does, and an
// office in a worker of this browser answers (office.js).

import { keepAddresses } from './addresses.js';
import { startBanner } from './banner.js';
import { startDownloads } from './downloads.js';
import { startLinks } from './links.js';
import { replaceFetch } from './network.js';
import { isDisplay } from './place.js';
import { showReceipt } from './receipt.js';
import { shield } from './shield.js';
import { replaceEventSource } from './stream.js';
import { connectWorkers } from './workers.js';

if (isDisplay) {
  shield();
  showReceipt();
} else {
  keepAddresses();
  startLinks();
}
replaceFetch();
replaceEventSource();
connectWorkers();
startDownloads();
startBanner();
