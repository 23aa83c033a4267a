import { connect, type Socket } from 'node:net';
import {
  createFrameSplitter,
  encodeFrame,
  type Message,
  type MessageKind,
  type MessageNamed,
  readFrame,
  readHead,
  type TypedMessage,
  type Version,
} from '@opentocc/protocols/jt808';

interface Waiter {
  readonly kind: MessageKind;
  readonly resolve: (message: TypedMessage) => void;
}

/** A vehicle terminal for tests: real frames over a real socket. */
export class TestTerminal {
  readonly received: TypedMessage[] = [];
  /** Serials of 0x8001 answers to positions, in the order they came. */
  readonly acknowledged: number[] = [];
  readonly closed: Promise<void>;
  private waiters: Waiter[] = [];
  private serial = 0;

  private constructor(
    readonly socket: Socket,
    readonly phone: string,
    readonly version: Version,
  ) {
    const splitter = createFrameSplitter({
      frame: (bytes, start, end) => this.take(readFrame(bytes, readHead(bytes, start, end)!).message),
      fault: (fault) => {
        throw new Error(`the platform sent ${fault}`);
      },
    });
    socket.on('data', (chunk) => splitter.push(chunk));
    socket.on('error', () => socket.destroy());
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
  }

  static open(port: number, phone: string, version: Version = '2013'): Promise<TestTerminal> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new TestTerminal(socket, phone, version)));
      socket.on('error', reject);
    });
  }

  /** Sends a message. @returns its serial. */
  send(message: Message): number {
    const serial = this.serial++;
    this.socket.write(this.encode(message, serial));
    return serial;
  }

  encode(message: Message, serial = 0): Uint8Array {
    return encodeFrame({ version: this.version, phone: this.phone, serial }, message);
  }

  /** The next message of a kind, or one that has come and was not asked for yet. */
  async next<K extends MessageKind>(kind: K): Promise<MessageNamed<K>> {
    const at = this.received.findIndex((message) => message.kind === kind);
    if (at >= 0) return this.received.splice(at, 1)[0] as MessageNamed<K>;
    return (await new Promise<TypedMessage>((resolve) =>
      this.waiters.push({ kind, resolve }),
    )) as MessageNamed<K>;
  }

  register(plate: string, terminal_id = 'T000001'): Promise<MessageNamed<'register_answer'>> {
    const identity = { maker: 'TEST', model: 'M', terminal_id };
    this.send({ kind: 'register', province: 44, city: 300, identity, plate_colour: 1, plate });
    return this.next('register_answer');
  }

  async authenticate(code: string): Promise<number> {
    this.send({
      kind: 'authenticate',
      code,
      ...(this.version === '2019' ? { imei: '860000000000000', software: 'test' } : {}),
    });
    return (await this.next('platform_answer')).result;
  }

  /** Registers and shows the code that it was given. */
  async signIn(plate: string, terminal_id = 'T000001'): Promise<this> {
    const { result, code } = await this.register(plate, terminal_id);
    if (result !== 0) throw new Error(`registration answered ${result}`);
    if ((await this.authenticate(code)) !== 0) throw new Error('code refused');
    return this;
  }

  private take(message: Message): void {
    if (message.kind === 'raw') throw new Error(`the platform sent 0x${message.id.toString(16)}`);
    if (message.kind === 'platform_answer' && [0x0200, 0x0704].includes(message.message_id))
      this.acknowledged.push(message.serial);
    const waiter = this.waiters.find(({ kind }) => kind === message.kind);
    if (!waiter) {
      this.received.push(message);
      return;
    }
    this.waiters = this.waiters.filter((one) => one !== waiter);
    waiter.resolve(message);
  }
}

/** A position in Shenzhen, `i` seconds and metres along. */
export function positionAt(i: number, at_ms: number): Message {
  return {
    kind: 'position',
    alarm: 0,
    status: 3,
    lat_e6: 22_543_000 + i * 9,
    lon_e6: 114_057_000,
    altitude_m: 10,
    speed_dkmh: 360,
    direction_deg: 0,
    at_ms: at_ms + i * 1000,
    extras: [],
  };
}
