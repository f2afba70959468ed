// The banner that says that this is a demonstration, in the language of the page, with what only a
// demonstration can do. The build has written it into the page for a browser without script.

import { ask } from './link.js';
import { isDisplay } from './place.js';
import words from './words.json';

const root = document.documentElement;
const say = (key) => (words[root.lang] ?? words.en)[key];

export function startBanner() {
  const banner = document.createElement('aside');
  banner.className = 'demo-banner';
  const about = part('p');
  const said = part('p', { role: 'status' });
  const acts = [
    ...(isDisplay ? [] : [button('entry', () => enter(said)), button('anew', beginAnew)]),
    isDisplay ? link('own', './') : link('display', './kiosk.html', { target: '_blank' }),
  ];
  const list = part('p');
  list.className = 'demo-acts';
  list.append(...acts.map(([element]) => element));
  banner.append(about, list, said);

  const speak = () => {
    banner.lang = words[root.lang] ? root.lang : 'en';
    banner.setAttribute('aria-label', say('name'));
    about.textContent = say('about');
    for (const [element, key] of acts) element.textContent = say(key);
  };
  speak();
  new MutationObserver(speak).observe(root, { attributeFilter: ['lang'] });
  addEventListener('DOMContentLoaded', () => document.querySelector('.demo-banner')?.replaceWith(banner));
  if (!isDisplay) new MutationObserver(() => stepBehind(banner)).observe(root, { attributeFilter: ['data-app'] });
}

/** The way past everything that repeats is the first stop of the keyboard, before the banner too. */
function stepBehind(banner) {
  document.querySelector('#app > .skip-link')?.after(banner);
}

async function enter(said) {
  const { status } = await ask({ method: 'POST', path: '/demo/entry', headers: [] });
  said.textContent = say(status === 200 ? 'entered' : 'nobody');
  setTimeout(() => { said.textContent = ''; }, 8000);
}

async function beginAnew() {
  await ask({ method: 'POST', path: '/demo/anew', headers: [] });
  location.replace(`${location.pathname}#/`);
  location.reload();
}

function button(key, act) {
  const element = part('button', { type: 'button' });
  element.addEventListener('click', act);
  return [element, key];
}

const link = (key, href, more) => [part('a', { href, rel: 'external', ...more }), key];

function part(name, attributes = {}) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
