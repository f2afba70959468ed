// Fills one database with the made-up residents before all journeys, which then copy it: generating
// 100,000 entries for each, and adding them up, would take most of their time.

import { LiveServer } from '../../scripts/live-server.mjs';

export default async function fill() {
  const server = await new LiveServer().start();
  await server.untilKept();
  await server.end();
  process.env.DEMO_DATABASE = server.file;
  return () => server.stop();
}
