// The manifest by which a browser installs the app, in one language; its words are the app's own.

const shortcuts = [
  ['nav.history', '/history'],
  ['nav.outlook', '/outlook'],
  ['nav.tiers', '/tiers'],
];

const icon = (size, purpose = 'any') => ({
  src: `/icons/${purpose === 'maskable' ? 'maskable' : 'app'}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

/** The manifest as JSON. */
export function manifest(tag, texts) {
  return JSON.stringify({
    id: '/',
    name: texts['app.name'],
    short_name: texts['app.name'],
    description: texts['app.footer'],
    lang: tag,
    dir: texts['language.direction'],
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f3f1eb',
    theme_color: '#fffdf9',
    categories: ['government'],
    icons: [icon(192), icon(512), icon(512, 'maskable')],
    shortcuts: shortcuts.map(([key, url]) => ({ name: texts[key], url, icons: [icon(192)] })),
  });
}
