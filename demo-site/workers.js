// Workers of the app ask the office too: each gets a port to it as its first message. Their scripts are
// wrapped so that they take it (ledger.js).

import { introduce } from './link.js';

export function connectWorkers() {
  const Plain = window.Worker;
  window.Worker = class Worker extends Plain {
    constructor(...given) {
      super(...given);
      const { port1, port2 } = new MessageChannel();
      introduce(port1);
      this.postMessage({ office: port2 }, [port2]);
    }
  };
}
