// Files that a server would send: the office makes them, and the browser saves them.

import { ask } from './link.js';
import { isOffices, ofApp } from './place.js';

const NAME = /filename="([^"]+)"/;

export function startDownloads() {
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    const path = link && ofApp(link.href);
    if (!path || !isOffices(path)) return;
    event.preventDefault();
    save(path);
  }, true);
}

async function save(path) {
  const { status, headers, body } = await ask({ method: 'GET', path, headers: [], body: null });
  if (status !== 200) return;
  const of = new Headers(headers);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([body], { type: of.get('content-type') ?? '' }));
  link.download = NAME.exec(of.get('content-disposition') ?? '')?.[1] ?? 'citizen-score';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
