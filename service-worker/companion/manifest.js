// Names the manifest in the page's language. It is not in the page itself, which displays get too.

/* global LANGUAGES */

const root = document.documentElement;

export function startManifest() {
  const manifest = add('manifest');
  add('apple-touch-icon').href = '/icons/apple-touch.png';
  const name = () => {
    const file = LANGUAGES.includes(root.lang) ? `manifest.${root.lang}` : 'manifest';
    manifest.href = `/${file}.webmanifest`;
  };
  name();
  new MutationObserver(name).observe(root, { attributeFilter: ['lang'] });
}

function add(rel) {
  const link = document.createElement('link');
  link.rel = rel;
  document.head.append(link);
  return link;
}
