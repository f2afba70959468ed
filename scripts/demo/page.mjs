// Makes a page of the app one of the demo: relative addresses, the demo's scripts before all others, the
// banner, and the Content-Security-Policy in the page, since no server sends it.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const words = JSON.parse(readFileSync('demo-site/words.json', 'utf8'));
const style = transformSync(readFileSync('demo-site/banner.css', 'utf8'), { loader: 'css', minify: true }).code.trim();

/** The page, with the demo's scripts by their names. */
export function asPage(html, { site, office, ledger, guard }) {
  const first = `<meta name="demo-office" content="${office}"><meta name="home" content="./kiosk.html">`;
  const changes = [
    // The office answers in this browser: nothing is to be fetched before, and no service worker knows of it.
    [/<link rel="preload"[^>]*>/g, ''],
    [/<link rel="canonical"[^>]*>|<link rel="alternate"[^>]*>/g, ''],
    [/(<meta name="(?:companion|build|kiosk-guard)" content=")[^"]*/g, '$1'],
    [/(<meta name="worker" content=")[^"]*/, `$1${ledger}`],
    [/<script src="\/guard-[^"]*">/, `<script src="${guard}">`],
    [/(<script [^>]*id="?boot"?[^>]*>)[^<]*/, '$1'],
    [/((?:href|src|content)=")\/(?!\/)/g, '$1./'],
    [/((?:from|module_or_path:)\s*["'])\//g, '$1./'],
    [/<meta charset="utf-8">/, ''],
    [/<head>/, `<head>${first}<script src="${site}"></script><style>${style}</style>`],
    [/<body>/, `<body>${banner()}`],
  ];
  const page = changes.reduce((text, [from, to]) => text.replace(from, to), html);
  return page.replace('<head>', `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(page)}">`);
}

/** For a browser without script, in all languages at once; the script puts its own in this place. */
function banner() {
  const texts = Object.entries(words).map(([tag, { about }]) => `<p lang="${tag}">${about}</p>`);
  return `<aside class="demo-banner" aria-label="${words.en.name}">${texts.join('')}</aside>`;
}

/** What the server sends with a page (crates/server/src/paint/policy.rs), but for what only a header can say. */
function policy(page) {
  return [
    "default-src 'none'", `script-src 'self' 'wasm-unsafe-eval'${hashes(page, 'script')}`,
    `style-src 'self'${hashes(page, 'style')}`, "connect-src 'self'", "img-src 'self' data: blob:",
    "font-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'self'",
  ].join('; ');
}

function hashes(page, name) {
  const inline = [...page.matchAll(new RegExp(`<${name}(?: type="module")?>([^]*?)</${name}>`, 'g'))];
  const all = inline.map(([, content]) => ` 'sha256-${createHash('sha256').update(content).digest('base64')}'`);
  return [...new Set(all)].join('');
}
