// Says that a newer version is ready, in the app's own place for such notices. It is made here and not in
// the app, whose first download it would add to; hardly anybody meets it on a first visit.

const root = document.documentElement;
let notice;

/** Shows the offer, in the page's language from then on. A press is heard by its `data-take`. */
export function offer() {
  if (notice) return;
  notice = document.createElement('p');
  notice.className = 'notice';
  show().catch(() => undefined);
  new MutationObserver(() => show().catch(() => undefined)).observe(root, { attributeFilter: ['lang'] });
}

async function show() {
  const texts = await textsOf(root.lang).catch(() => textsOf('en'));
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button', textContent: texts['update.take'] });
  button.dataset.take = '';
  notice.replaceChildren(texts['update.ready'], ' ', button);
  document.querySelector('.notices')?.append(notice);
}

async function textsOf(tag) {
  const { content } = document.querySelector('meta[name=locales]');
  const answer = await fetch(`${content}/later/${tag}.json`);
  if (!answer.ok) throw new Error(`no texts in ${tag}`);
  return answer.json();
}
