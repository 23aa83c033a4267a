import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { endSocket } from './end-socket.ts';
import { createLog } from './log.ts';

const log = createLog('silent');
const server = createServer();
let client: Socket | undefined;

/** @returns our side of a connection whose other side does not read yet. */
async function connected(): Promise<Socket> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  client = connect({ host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0 });
  client.pause();
  const [ours] = await once(server, 'connection');
  return ours as Socket;
}

afterEach(async () => {
  client?.destroy();
  const closed = once(server, 'close');
  server.close();
  await closed;
});

test('what was written goes out before the end', async () => {
  const ours = await connected();
  ours.write('bye');
  endSocket(ours, log);
  const [chunk] = await once(client!.resume(), 'data');
  expect(`${chunk}`).toBe('bye');
  await once(client!, 'end');
});

test('a side that reads nothing more is cut off, and the server closes', async () => {
  const ours = await connected();
  ours.write(Buffer.alloc(32 * 1024 * 1024));
  const closed = once(ours, 'close');
  endSocket(ours, log, 50);
  await closed;
  expect(ours.writableFinished).toBe(false);
});
