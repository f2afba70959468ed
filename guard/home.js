// Where a display begins: at the root of its server, or where the page says, in a demo without a server.

/** An address of a display's page, such as `/?after=done`, as it is from here. */
export function at(address) {
  const home = document.querySelector('meta[name="home"]')?.content;
  return home ? home + address.slice(1) : address;
}
