import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  createFrameSplitter,
  encodeFrame,
  type Message,
  readFrame,
  readHead,
} from '@opentocc/protocols/jt809';

/** A superior of JT/T 809 for tests: lets everybody in, and counts each position when it comes. */
export class TestSuperior {
  /** Of the positions, in the order received. */
  readonly plates: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    const splitter = createFrameSplitter({
      frame: (bytes, start, end) => {
        const head = readHead(bytes, start, end);
        if (!head) return;
        const answer = this.#answerTo(readFrame(bytes, head).message);
        const header = { edition: head.edition, serial: 0, centre: head.centre, version: '1.0.0', at_ms: 0 };
        if (answer) socket.write(encodeFrame(header, answer));
      },
      fault: () => socket.destroy(),
    });
    socket.on('data', (chunk) => splitter.push(chunk));
    socket.on('error', () => socket.destroy());
  }

  #answerTo(message: Message): Message | undefined {
    if (message.kind === 'log_in') return { kind: 'log_in_answer', result: 0, verify_code: 1 };
    if (message.kind !== 'location' || !message.vehicle) return undefined;
    this.plates.push(message.vehicle.plate);
    return { kind: 'positions_received', positions: 1, start_ms: Number.NaN, end_ms: Number.NaN };
  }
}
