// Links that lead to the same page wherever they are opened: `/history` becomes `#/history`, and a file of
// the app is looked for beside the page.

import { behindHash } from './addresses.js';
import { isOffices } from './place.js';

const FILE = /\.[a-z\d]+$/i;

export function startLinks() {
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      rewrite(target);
      for (const added of addedNodes) {
        if (added.nodeType !== Node.ELEMENT_NODE) continue;
        rewrite(added);
        for (const link of added.querySelectorAll('a[href^="/"]')) rewrite(link);
      }
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['href'] });
  addEventListener('click', withinPage, true);
}

function rewrite(link) {
  if (link.localName !== 'a') return;
  const address = link.getAttribute('href');
  if (!address?.startsWith('/') || address.startsWith('//') || isOffices(address)) return;
  const [path] = address.split(/[?#]/, 1);
  link.setAttribute('href', FILE.test(path) ? `.${address}` : behindHash(address));
}

/** A link to a place of the same page: its name cannot stand in the address, where the page's is. */
function withinPage(event) {
  const link = event.target.closest?.('a[href^="#"]');
  const place = link?.getAttribute('href');
  if (!place || place.startsWith('#/') || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const there = document.getElementById(decodeURIComponent(place.slice(1)));
  there?.scrollIntoView();
  there?.focus();
}
