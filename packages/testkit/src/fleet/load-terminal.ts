import { connect, type Socket } from 'node:net';
import {
  createFrameSplitter,
  encodeFrame,
  type FrameSink,
  readFrame,
  readHead,
} from '@opentocc/protocols/jt808';
import type { RosterEntry } from './roster.ts';

/** Receives what the platform answers to the terminals of a load. */
export interface LoadPort {
  readonly host: string;
  readonly port: number;
  /** Bytes arrive here, of all terminals in turn: none costs an allocation. */
  readonly buffer: Uint8Array;
  online(v: number): void;
  /** A position was answered. */
  answered(v: number, serial: number, result: number): void;
  /** Refused, broken off or closed: a load does not come back. */
  lost(v: number): void;
}

const ANSWER = 0x8001;
const POSITION = 0x0200;
const AUTHENTICATE = 0x0102;
const SHENZHEN = { province: 44, city: 300 };

/** A terminal of JT/T 808-2019 that registers, shows its code, and from then on is written to as fast as asked for. */
export class LoadTerminal implements FrameSink {
  readonly socket: Socket;
  serial = 0;

  constructor(
    private readonly v: number,
    private readonly entry: RosterEntry,
    private readonly port: LoadPort,
  ) {
    const { host, port: to } = port;
    const splitter = createFrameSplitter(this);
    const hear = (bytes: number, buffer: Uint8Array) => {
      splitter.push(buffer.subarray(0, bytes));
      return true;
    };
    this.socket = connect({ host, port: to, noDelay: true, onread: { buffer: port.buffer, callback: hear } });
    this.socket.on('connect', () => this.#register());
    this.socket.on('error', () => this.socket.destroy());
    this.socket.on('close', () => port.lost(v));
  }

  frame(bytes: Uint8Array, start: number, end: number): void {
    if (((bytes[start] << 8) | bytes[start + 1]) === ANSWER) {
      const serial = (bytes[end - 5] << 8) | bytes[end - 4];
      const id = (bytes[end - 3] << 8) | bytes[end - 2];
      if (id === POSITION) this.port.answered(this.v, serial, bytes[end - 1]);
      else if (id === AUTHENTICATE && bytes[end - 1] === 0) this.port.online(this.v);
      else this.socket.destroy();
      return;
    }
    const head = readHead(bytes, start, end);
    const message = head && readFrame(bytes, head, '2019').message;
    if (message?.kind === 'register_answer') this.#authenticate(message.result, message.code);
  }

  fault(): void {
    this.socket.destroy();
  }

  /** The platform's serials count up from 0 and start again after 65535. */
  nextSerial(): number {
    const { serial } = this;
    this.serial = (serial + 1) & 0xffff;
    return serial;
  }

  #register(): void {
    const { maker, model, terminal_id, plate, plate_colour, phone } = this.entry;
    const identity = { maker, model, terminal_id };
    const header = { version: '2019', phone, serial: this.nextSerial() } as const;
    this.socket.write(encodeFrame(header, { kind: 'register', ...SHENZHEN, identity, plate_colour, plate }));
  }

  #authenticate(result: number, code = ''): void {
    if (result !== 0) return void this.socket.destroy();
    const { phone } = this.entry;
    const header = { version: '2019', phone, serial: this.nextSerial() } as const;
    const software = 'load-1';
    this.socket.write(encodeFrame(header, { kind: 'authenticate', code, imei: `86${phone}00`, software }));
  }
}
