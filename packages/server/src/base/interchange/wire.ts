import type { Socket } from 'node:net';
import { type CipherConstants, type Edition, encodeFrame, type Message } from '@opentocc/protocols/jt809';

const VERSION = '1.0.0';

/** How frames of a link are written. */
export interface Speech {
  readonly edition: Edition;
  readonly centre: number;
  /** Bodies are encrypted where the two platforms agreed on constants. */
  readonly cipher: CipherConstants | null;
}

export interface WireDeps {
  readonly now: () => number;
  /** Bytes that the other side may leave unread. */
  readonly unread_bytes: number;
  /** A key for each encrypted frame, 0–4294967295. */
  readonly randomKey: () => number;
}

/** Writes messages as frames to a socket, each with the next serial. */
export class Wire {
  #serial = 0;

  constructor(
    private readonly socket: Socket,
    private readonly deps: WireDeps,
  ) {}

  /** Serial of the last frame that went out. */
  get last_serial(): number {
    return (this.#serial - 1) >>> 0;
  }

  /** @returns whether it was written; a side that reads too little is cut off. */
  send({ edition, centre, cipher }: Speech, message: Message): boolean {
    const { socket, deps } = this;
    if (socket.destroyed || socket.writableEnded) return false;
    const header = { edition, centre, serial: this.#serial, version: VERSION, at_ms: deps.now() };
    this.#serial = (this.#serial + 1) >>> 0;
    const sealed = cipher ? { ...header, encrypted: true, key: deps.randomKey() } : header;
    socket.write(encodeFrame(sealed, message, cipher ?? undefined));
    if (socket.writableLength <= deps.unread_bytes) return true;
    socket.destroy();
    return false;
  }
}
