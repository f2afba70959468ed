// Puts the demo without a server together, in dist-demo/: the files of dist/, the demo's own scripts
// (demo-site/), and two pages, of which the display's is painted by the server as for a real one.
//
//   scripts/build-demo

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from '../say.mjs';
import { paintedForDisplay } from './painted.mjs';
import { asPage } from './page.mjs';
import { hashOf, scripts } from './scripts.mjs';

const from = 'dist';
const to = 'dist-demo';
const office = process.env.OFFICE_DIST;
if (!office) stop('OFFICE_DIST is not set; scripts/build-demo calls this script, nobody else');

// What only a host that is a server, or a service worker, can use.
const LEFT_OUT = /(^index\.html|\.br|\.gz|webmanifest)$|^(kiosk-worker|worker)\.js$|^(companion|guard|shell)-/;

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
cpSync(from, to, { recursive: true, filter: (path) => !LEFT_OUT.test(path.slice(from.length + 1)) });

/** Writes a file under a name with its hash, and returns the name as pages have it. */
const add = (stem, kind, content) => {
  const name = `${stem}-${hashOf(content)}${kind}`;
  writeFileSync(join(to, name), content);
  say(`${name}: ${content.length} bytes`);
  return `./${name}`;
};
const shell = readFileSync(join(from, 'index.html'), 'utf8');
const names = scripts({ add, office, ledger: named(shell, 'worker') });
const display = await paintedForDisplay();
for (const [file, html] of [['index.html', shell], ['kiosk.html', display]]) {
  writeFileSync(join(to, file), asPage(html, names));
}
say(`${to}/: ${readdirSync(to).length} files and folders, to be served as they are, under any path`);

function named(html, what) {
  const [, content] = new RegExp(`<meta name="${what}" content="/([^"]+)">`).exec(html) ?? stop(`index.html names no ${what}`);
  return content;
}
