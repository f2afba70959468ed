// The worker that reads the ledger, with the office in the place of the network: waits for its port, then
// lets the real worker begin. LEDGER is its script, named by the build.

const plain = fetch.bind(self);
const asked = new Map();
let numbers = 0;

onmessage = ({ data }) => {
  onmessage = null;
  const port = data.office;
  port.onmessage = ({ data: { answer, reply } }) => {
    const settle = asked.get(answer);
    asked.delete(answer);
    if (reply) settle?.good(reply);
    else settle?.bad(new TypeError('the office of the demo does not answer'));
  };
  self.fetch = async (what, options) => {
    const request = new Request(what, options);
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith('/api/')) return plain(request);
    const ask = { method: request.method, path: pathname + search, headers: [...request.headers], body: null };
    const { status, headers, body } = await new Promise((good, bad) => {
      numbers += 1;
      asked.set(numbers, { good, bad });
      port.postMessage({ ask: numbers, request: ask });
    });
    return new Response(body, { status, headers });
  };
  import(LEDGER);
};
