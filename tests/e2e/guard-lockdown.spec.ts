// What a shared display takes away from a browser: menus, keys, windows, ways to elsewhere.

import { expect, fresh, send, test } from './guard-journey.ts';

test('menus, selection, dragging, zoom and the browser\'s keys are stopped; typing is not', async ({ page, server }) => {
  await page.goto(server.url);
  const stopped = await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p id="text">text</p><input id="field">');
    const is = (on: string, event: Event) => !document.getElementById(on)?.dispatchEvent(event);
    const all = { bubbles: true, cancelable: true };
    const key = (name: string, more = {}) => is('field', new KeyboardEvent('keydown', { ...all, key: name, ...more }));
    return {
      stopped: [
        ...['contextmenu', 'selectstart', 'dragstart', 'drop', 'copy', 'paste', 'auxclick'].map((it) => is('text', new Event(it, all))),
        is('text', new WheelEvent('wheel', { ...all, ctrlKey: true })),
        is('text', new MouseEvent('mouseup', { ...all, button: 3 })),
        key('p', { ctrlKey: true }), key('ArrowLeft', { altKey: true }), key('F5'), key('F12'), key('Meta', { metaKey: true }),
        key('F8', { ctrlKey: true }), key('BrowserBack'),
      ],
      left: [
        is('field', new Event('selectstart', all)), is('text', new WheelEvent('wheel', all)), is('text', new MouseEvent('mousedown', all)),
        key('a'), key('F8'), key('Enter'), key('Tab'), key('+'), key('@', { modifierAltGraph: true, ctrlKey: true, altKey: true }),
        // What Chromium sends for a field that it filled in: no key at all.
        is('field', new Event('keydown', all)),
      ],
    };
  });
  expect(stopped.stopped).toEqual(stopped.stopped.map(() => true));
  expect(stopped.left).toEqual(stopped.left.map(() => false));
});

test('no window of the browser\'s opens, and nothing can bring them back', async ({ page, server }) => {
  await page.goto(server.url);
  page.on('dialog', () => { throw new Error('a dialog opened'); });
  page.on('filechooser', () => { throw new Error('a file could be chosen'); });
  const answers = await page.evaluate(async () => {
    const input = Object.assign(document.createElement('input'), { type: 'file' });
    input.click();
    document.body.append(input);
    input.click();
    addEventListener('beforeunload', (event) => event.preventDefault());
    window.onbeforeunload = (event) => event.preventDefault();
    try { Object.assign(window, { alert: () => 'back' }); } catch { /* meant */ }
    return [alert(), confirm(), prompt(), open('/'), print()];
  });
  expect(answers).toEqual([null, false, null, null, null].map((it, at) => (at === 0 || at === 4 ? undefined : it)));
  await page.mouse.click(5, 400);
  await send(page, 'kiosk:wipe', 'done');
  await fresh(page, 'done');
});

test('no link leads away, and a reload is a wipe', async ({ page, server }) => {
  await page.goto(server.url);
  const seen = await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', `<a href="https://example.org/">a</a><a href="/x" target="_blank">b</a>
      <a href="/x" download>c</a><a href="mailto:a@example.org">d</a><a class="own" href="/tiers">e</a>`);
    const reached: string[] = [];
    document.addEventListener('click', (event) => reached.push((event.target as Element).textContent ?? ''));
    for (const link of document.querySelectorAll('a')) link.click();
    return reached;
  });
  expect(seen, 'the app sees its own links alone').toEqual(['e']);
  const address = await page.evaluate(async () => {
    document.body.insertAdjacentHTML('beforeend', '<form action="/elsewhere"></form>');
    document.querySelector('form')?.submit();
    location.href = '/elsewhere';
    // An answer of the same server comes after one to a navigation that was begun before.
    await fetch('/pulse');
    return location.pathname;
  });
  expect(address).toBe('/');
  expect(server.others).toEqual([]);
  await page.evaluate(() => location.reload());
  await fresh(page, 'done');
  expect(server.ended).toBe(1);
});

test('it prints only where that is set up, and by the event', async ({ page, server }) => {
  await page.addInitScript(() => { window.print = () => { document.title = 'printed'; }; });
  await page.goto(server.url);
  await page.evaluate(() => window.print());
  await expect(page).toHaveTitle('Citizen Score');
  await send(page, 'kiosk:print');
  await expect(page).toHaveTitle('printed');
});
