// A notice in the app's own place for them. It is made here and not in the app, whose first download it
// would add to; hardly anybody meets one on a first visit.

const root = document.documentElement;

/**
 * Shows a notice, in the page's language from then on. `words` makes its sentence from the texts; `button`
 * is what it offers: the attribute by which a press is heard, and the key of its text. Returns what takes
 * the notice away.
 */
export function notice(words, button) {
  const element = document.createElement('p');
  element.className = 'notice';
  const show = async () => {
    const texts = await textsOf(root.lang).catch(() => textsOf('en'));
    element.replaceChildren(words(texts, root.lang));
    if (button) element.append(' ', buttonOf(button, texts));
    if (!gone) document.querySelector('.notices')?.append(element);
  };
  const watch = new MutationObserver(() => show().catch(() => undefined));
  let gone = false;
  watch.observe(root, { attributeFilter: ['lang'] });
  show().catch(() => undefined);
  return () => {
    gone = true;
    watch.disconnect();
    element.remove();
  };
}

function buttonOf([mark, key], texts) {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button', textContent: texts[key] });
  button.dataset[mark] = '';
  return button;
}

async function textsOf(tag) {
  const { content } = document.querySelector('meta[name=locales]');
  const answer = await fetch(`${content}/later/${tag}.json`);
  if (!answer.ok) throw new Error(`no texts in ${tag}`);
  return answer.json();
}
