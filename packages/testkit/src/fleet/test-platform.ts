import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import {
  createFrameSplitter,
  encodeFrame,
  type Message,
  type MessageNamed,
  readFrame,
  readHead,
} from '@opentocc/protocols/jt808';

/** A platform that answers as JT/T 808 says: enough of one to be a terminal's other end. */
export class TestPlatform {
  readonly positions: (MessageNamed<'position'> & { phone: string })[] = [];
  readonly registered: MessageNamed<'register'>[] = [];
  readonly sockets = new Set<Socket>();
  result = 0;
  /** Cuts all connections once, after so many positions. */
  cutAfter = Number.POSITIVE_INFINITY;
  /** Answers to positions are written this often. */
  answers = 1;
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.cutAll();
    this.#server.close();
  }

  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  #take(position: MessageNamed<'position'>, phone: string): void {
    this.positions.push({ ...position, phone });
    if (this.positions.length === this.cutAfter) this.cutAll();
  }

  #serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const splitter = createFrameSplitter({
      frame: (bytes, start, end) => {
        const { header, message } = readFrame(bytes, readHead(bytes, start, end)!);
        const answer = (reply: Message) => socket.write(encodeFrame({ ...header, serial: 0 }, reply));
        if (message.kind === 'register') {
          this.registered.push(message);
          answer({
            kind: 'register_answer',
            serial: header.serial,
            result: this.result,
            code: this.result === 0 ? header.phone : '',
          });
          return;
        }
        if (message.kind === 'position') this.#take(message, header.phone);
        const id = message.kind === 'position' ? 0x0200 : message.kind === 'authenticate' ? 0x0102 : 0x0002;
        const accepted = message.kind !== 'authenticate' || message.code === header.phone;
        const result = accepted ? 0 : 1;
        for (let i = message.kind === 'position' ? this.answers : 1; i > 0; i--)
          answer({ kind: 'platform_answer', serial: header.serial, message_id: id, result });
      },
      fault: (fault) => {
        throw new Error(`a terminal sent ${fault}`);
      },
    });
    socket.on('data', (chunk) => splitter.push(chunk));
  }
}
