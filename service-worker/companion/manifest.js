// Names the manifest in the page's language, and the colours of the browser's own bars. None of it is in
// the page itself, which displays get too.

/* global LANGUAGES */

const root = document.documentElement;

/** As --surface in style/tokens.css. */
const COLOURS = { light: '#fffdf9', dark: '#17202a' };

export function startManifest() {
  const manifest = add('link', { rel: 'manifest' });
  add('link', { rel: 'apple-touch-icon', href: '/icons/apple-touch.png' });
  for (const [scheme, content] of Object.entries(COLOURS)) {
    add('meta', { name: 'theme-color', media: `(prefers-color-scheme: ${scheme})`, content });
  }
  const name = () => {
    const file = LANGUAGES.includes(root.lang) ? `manifest.${root.lang}` : 'manifest';
    manifest.href = `/${file}.webmanifest`;
  };
  name();
  new MutationObserver(name).observe(root, { attributeFilter: ['lang'] });
}

function add(kind, properties) {
  const element = Object.assign(document.createElement(kind), properties);
  document.head.append(element);
  return element;
}
