// Knows what lives outside the document: workers and object URLs that the app has made.

import { attempt } from './attempt.js';

const workers = new Set();
const addresses = new Set();

/** Wraps the two ways of making them, before the app can use them. */
export function track() {
  attempt(trackWorkers);
  attempt(trackAddresses);
}

/** Ends all workers, and takes back all object URLs. */
export function endTracked() {
  for (const worker of workers) attempt(() => worker.terminate());
  for (const address of addresses) attempt(() => URL.revokeObjectURL(address));
}

function trackWorkers() {
  const Plain = window.Worker;
  window.Worker = class Worker extends Plain {
    constructor(...given) {
      super(...given);
      workers.add(this);
    }

    terminate() {
      workers.delete(this);
      super.terminate();
    }
  };
}

function trackAddresses() {
  const make = URL.createObjectURL.bind(URL);
  const revoke = URL.revokeObjectURL.bind(URL);
  URL.createObjectURL = (what) => {
    const address = make(what);
    addresses.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    addresses.delete(address);
    revoke(address);
  };
}
