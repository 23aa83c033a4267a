import { connect, type Socket } from 'node:net';
import {
  createFrameSplitter,
  encodeFrame,
  type Message,
  readFrame,
  readHead,
} from '@opentocc/protocols/jt808';
import type { RosterEntry } from '@opentocc/testkit/fleet';

const POSITION = 0x0200;
const AUTHENTICATE = 0x0102;
const PLATFORM_ANSWER = 0x8001;
const WINDOW = 20;
const RETRY_MS = 100;
const STEP_MS = 1_000;

/** Where and since when a terminal stands: a place of its own, so that its fixes are known by it. */
export interface Stand {
  readonly lon_e6: number;
  readonly lat_e6: number;
  /** Time of its first fix; each next one is a second later. */
  readonly from_ms: number;
}

/**
 * A terminal that remembers which fixes were acknowledged. What was not answered when the line broke it sends again, as
 * JT/T 808 terminals do.
 */
export class RememberingTerminal {
  /** Times of the fixes that the platform acknowledged with result 0. */
  readonly acknowledged_ms = new Set<number>();
  /** Fixes that were sent again after a break. */
  sent_again = 0;
  #socket: Socket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #port = 0;
  #code: string | undefined;
  #online = false;
  #serial = 0;
  /** Serial → time of the fixes that wait for an answer, in the order of sending. */
  #unanswered = new Map<number, number>();
  #next_ms: number;

  constructor(
    private readonly entry: RosterEntry,
    private readonly stand: Stand,
  ) {
    this.#next_ms = stand.from_ms;
  }

  /** Connects, and again whenever the line breaks. */
  open(gateway_port: number): void {
    this.close();
    this.#port = gateway_port;
    this.#connect();
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#socket?.removeAllListeners('close').destroy();
    this.#online = false;
  }

  /** Sends its next fix, unless it is offline or too many wait for an answer. */
  report(): void {
    if (!this.#online || this.#unanswered.size >= WINDOW) return;
    this.#send(this.#next_ms);
    this.#next_ms += STEP_MS;
  }

  #connect(): void {
    const splitter = createFrameSplitter({
      frame: (bytes, start, end) => this.#frame(bytes, start, end),
      fault: (fault) => this.#socket?.destroy(new Error(fault)),
    });
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true });
    this.#socket = socket;
    socket.on('connect', () => (this.#code === undefined ? this.#register() : this.#authenticate()));
    socket.on('data', (chunk) => splitter.push(chunk));
    socket.on('error', () => socket.destroy()); // the platform was killed: it comes back
    socket.on('close', () => {
      this.#online = false;
      this.#retry = setTimeout(() => this.#connect(), RETRY_MS);
    });
  }

  #frame(bytes: Uint8Array, start: number, end: number): void {
    const head = readHead(bytes, start, end);
    if (!head) return;
    if (head.id === PLATFORM_ANSWER) {
      const { body_at: at } = head;
      const u16 = (i: number) => (bytes[at + i] << 8) | bytes[at + i + 1];
      this.#answered(u16(0), u16(2), bytes[at + 4]);
      return;
    }
    const { message } = readFrame(bytes, head, this.entry.protocol);
    if (message.kind !== 'register_answer') return;
    this.#code = message.result === 0 ? message.code : undefined;
    this.#authenticate();
  }

  #answered(serial: number, id: number, result: number): void {
    if (result !== 0) return;
    if (id === AUTHENTICATE) this.#online_again();
    const at_ms = this.#unanswered.get(serial);
    if (id !== POSITION || at_ms === undefined) return;
    this.#unanswered.delete(serial);
    this.acknowledged_ms.add(at_ms);
  }

  #online_again(): void {
    this.#online = true;
    const again = [...this.#unanswered.values()];
    this.#unanswered.clear();
    this.sent_again += again.length;
    for (const at_ms of again) this.#send(at_ms);
  }

  #register(): void {
    const { maker, model, terminal_id, plate, plate_colour } = this.entry;
    const identity = { maker, model, terminal_id };
    this.#write({ kind: 'register', province: 44, city: 300, identity, plate_colour, plate });
  }

  #authenticate(): void {
    const { protocol, phone } = this.entry;
    const more = protocol === '2019' ? { imei: `86${phone}00`, software: 'kill-1' } : {};
    this.#write({ kind: 'authenticate', code: this.#code ?? '', ...more });
  }

  #send(at_ms: number): void {
    const { lon_e6, lat_e6 } = this.stand;
    this.#unanswered.set(this.#serial, at_ms);
    this.#write({
      ...{ kind: 'position', alarm: 0, status: 3, lon_e6, lat_e6, altitude_m: 20 },
      ...{ speed_dkmh: 0, direction_deg: 0, at_ms, extras: [] },
    });
  }

  #write(message: Message): void {
    const { protocol: version, phone } = this.entry;
    this.#socket?.write(encodeFrame({ version, phone, serial: this.#serial }, message));
    this.#serial = (this.#serial + 1) & 0xffff;
  }
}
