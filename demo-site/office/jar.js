// Cookies between the app and its office, which no browser sees.

const NAME_AND_VALUE = /^([^=;]+)=([^;]*)/;

export class Jar {
  #cookies;

  constructor(cookies = {}) {
    this.#cookies = new Map(Object.entries(cookies));
  }

  set(name, value) {
    this.#cookies.set(name, value);
  }

  all() {
    return Object.fromEntries(this.#cookies);
  }

  /** The headers that carry them. */
  headers() {
    const pairs = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
    return pairs.length > 0 ? [['cookie', pairs.join('; ')]] : [];
  }

  /** Takes in what an answer sets and takes away. */
  take(headers) {
    for (const [name, text] of headers) {
      const [, cookie, value] = (name === 'set-cookie' && NAME_AND_VALUE.exec(text)) || [];
      if (!cookie) continue;
      if (/;\s*max-age=0\b/i.test(text)) this.#cookies.delete(cookie);
      else this.#cookies.set(cookie, value);
    }
  }
}
