// `EventSource`, as the app knows it: what the office tells by itself.

import { listen } from './link.js';
import { isOffices, ofApp } from './place.js';

const Plain = window.EventSource;

class OfficeStream extends EventTarget {
  #deaf;

  constructor(address) {
    super();
    this.url = new URL(address, location.href).href;
    this.withCredentials = false;
    this.readyState = Plain.CONNECTING;
    this.#deaf = listen((said) => this.#hear(said));
  }

  #hear({ kind, data, last, closed }) {
    if (this.readyState === Plain.CLOSED) return;
    if (closed) {
      this.close();
      this.dispatchEvent(new Event('error'));
      return;
    }
    if (this.readyState === Plain.CONNECTING) {
      this.readyState = Plain.OPEN;
      this.dispatchEvent(new Event('open'));
    }
    if (kind) this.dispatchEvent(new MessageEvent(kind, { data, lastEventId: last ?? '' }));
  }

  close() {
    this.readyState = Plain.CLOSED;
    this.#deaf();
  }
}

export function replaceEventSource() {
  window.EventSource = class EventSource extends Plain {
    static [Symbol.hasInstance](it) { return it instanceof Plain || it instanceof OfficeStream; }

    constructor(address, options) {
      const path = ofApp(address);
      if (path && isOffices(path)) return new OfficeStream(address);
      super(address, options);
    }
  };
}
