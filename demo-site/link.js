// The way to the office: a worker of this page, which shares what it knows with those of other tabs.
//
// To the office: `{ ask: number, request }`, `{ listen: number }`, `{ deaf: number }`, and
// `{ introduce: port }` for another worker that asks too. From the office: `{ answer: number, reply }`, `{ event: number, … }`.

import { isDisplay } from './place.js';

const script = document.querySelector('meta[name=demo-office]').content;
const office = new Worker(script, { type: 'module', name: isDisplay ? 'display' : 'own' });
const waiting = new Map();
const listening = new Map();
let numbers = 0;

office.addEventListener('message', ({ data }) => {
  if ('answer' in data) {
    const settle = waiting.get(data.answer);
    waiting.delete(data.answer);
    if (data.reply) settle?.good(data.reply);
    else settle?.bad();
  }
  if ('event' in data) listening.get(data.event)?.(data);
});
office.addEventListener('error', () => {
  for (const { bad } of waiting.values()) bad();
  waiting.clear();
});

/** Asks the office: method, path, headers and body in; status, headers and body out. */
export function ask(request) {
  return new Promise((good, bad) => {
    numbers += 1;
    waiting.set(numbers, { good, bad });
    office.postMessage({ ask: numbers, request });
  });
}

/** Hears what the office tells by itself, until the function that is returned is called. */
export function listen(hear) {
  numbers += 1;
  const number = numbers;
  listening.set(number, hear);
  office.postMessage({ listen: number });
  return () => {
    listening.delete(number);
    office.postMessage({ deaf: number });
  };
}

/** Lets another worker ask, through a port. */
export function introduce(port) {
  office.postMessage({ introduce: port }, [port]);
}
