// Draws the icons of the installed app from style/favicon.svg into style/icons/. They are committed; this
// is run by hand after a change of the mark.
//
//   node scripts/icons.mjs

import { chromium } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import { launch } from './chromium.mjs';

const mark = readFileSync('style/favicon.svg', 'utf8');
// The system cuts these to its own shape, and may take all but the circle of the middle four fifths.
const whole = mark.replace(/ rx="\d+"/, '').replace('viewBox="0 0 32 32"', 'viewBox="-5 -5 42 42"')
  .replace('width="32" height="32"', 'x="-5" y="-5" width="42" height="42"');

const icons = [
  ['app-192', mark, 192],
  ['app-512', mark, 512],
  ['maskable-512', whole, 512],
  // iOS rounds the corners by itself, and shows what is transparent in black.
  ['apple-touch', whole.replace('-5 -5 42 42', '-2 -2 36 36'), 180],
];

mkdirSync('style/icons', { recursive: true });
const browser = await chromium.launch(launch);
for (const [name, svg, size] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  await page.screenshot({ path: `style/icons/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
