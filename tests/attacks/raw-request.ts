import { connect } from 'node:net';

/** What came over a connection until the server closed it, and after how long. */
export interface RawAnswer {
  readonly text: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends bytes as they are, which no client library does, and listens until the connection ends. */
export async function sendRaw(
  port: number,
  bytes: string,
  drip?: { readonly part: string; readonly every_ms: number },
) {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const dripping = drip && setInterval(() => socket.writable && socket.write(drip.part), drip.every_ms);
  let text = '';
  socket.on('data', (data) => {
    text += data;
  });
  socket.on('error', () => socket.destroy());
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(dripping);
  return answerOf(text);
}

/** A request of this path to the letter, with `connection: close`. */
export function getRaw(port: number, path: string, headers: readonly string[] = ['host: localhost']) {
  return sendRaw(port, `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\nconnection: close\r\n\r\n`);
}

function answerOf(text: string): RawAnswer {
  const [head, ...rest] = text.split('\r\n\r\n');
  const [first, ...lines] = head.split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  return { text, status: Number(first.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
}
