import { connect, type Socket } from 'node:net';
import {
  createFrameSplitter,
  encodeFrame,
  type FrameSink,
  hemisphereBits,
  type Message,
  readFrame,
  readHead,
  unsignedE6,
} from '@opentocc/protocols/jt808';
import type { Latency } from './latency.ts';
import type { Reading } from './receiver.ts';
import type { RosterEntry } from './roster.ts';

/** What all terminals of a fleet count together. */
export interface FleetCounters {
  connected: number;
  online: number;
  /** Registrations and codes that the platform refused. */
  refused: number;
  reconnects: number;
  sent: number;
  acknowledged: number;
  /** Positions answered with a result other than 0. */
  rejected: number;
  /** Readings not sent because the terminal was offline or had too many unanswered. */
  skipped: number;
}

export interface TerminalPort {
  readonly host: string;
  readonly port: number;
  readonly counters: FleetCounters;
  readonly latency: Latency;
  now(): number;
  /** Uniform in [0, 1), for the back-off. */
  random(): number;
  /** Positions that may be unanswered before readings are skipped; Infinity never holds back. */
  readonly window: number;
}

const POSITION = 0x0200;
const IMEI_LENGTH = 15;
const PLATFORM_ANSWER = 0x8001;
const RETRY_MS = { first: 1000, most: 30_000 };
/** Send times buffered for latencies; a terminal has at most this many positions under way. */
const RING = 64;
/** Guangdong, Shenzhen by GB/T 2260 without the province. */
const AREA = { province: 44, city: 300 };

/**
 * One vehicle terminal: registers, authenticates, sends, counts answers, and comes back with back-off when it is cut
 * off. It stores its code and registers once, as terminals do.
 */
export class TerminalClient implements FrameSink {
  readonly #entry: RosterEntry;
  readonly #port: TerminalPort;
  #socket: Socket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #code: string | undefined;
  #online = false;
  #closed = false;
  #failures = 0;
  #serial = 0;
  #unanswered = 0;
  readonly #sent_ms = new Float64Array(RING);

  constructor(entry: RosterEntry, port: TerminalPort) {
    this.#entry = entry;
    this.#port = port;
  }

  /** Positions that wait for their answer. */
  get unanswered(): number {
    return this.#unanswered;
  }

  open(): void {
    const { host, port, counters } = this.#port;
    const splitter = createFrameSplitter(this);
    const socket = connect({ host, port, noDelay: true });
    this.#socket = socket;
    socket.on('connect', () => {
      counters.connected += 1;
      if (this.#code === undefined) this.#register();
      else this.#authenticate(this.#code);
    });
    socket.on('data', (chunk) => splitter.push(chunk));
    // A refused or broken connection closes next; there the terminal decides to come back.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#lost(socket));
  }

  /** Sends a position unless the terminal is offline or too far ahead of the answers. */
  send(reading: Reading): void {
    const { counters, window } = this.#port;
    if (!this.#online || this.#unanswered >= Math.min(window, RING)) {
      counters.skipped += 1;
      return;
    }
    counters.sent += 1;
    this.#unanswered += 1;
    this.#sent_ms[this.#serial % RING] = this.#port.now();
    this.#write({
      kind: 'position',
      alarm: 0,
      status: reading.status | hemisphereBits(reading.lon, reading.lat),
      lat_e6: unsignedE6(reading.lat),
      lon_e6: unsignedE6(reading.lon),
      altitude_m: 20,
      speed_dkmh: reading.speed_dkmh,
      direction_deg: reading.direction_deg,
      at_ms: Math.floor(reading.at_ms / 1000) * 1000,
      extras: SATELLITES,
    });
  }

  heartbeat(): void {
    if (this.#online) this.#write({ kind: 'heartbeat' });
  }

  /** Leaves for good. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.destroy();
  }

  frame(bytes: Uint8Array, start: number, end: number): void {
    const head = readHead(bytes, start, end);
    if (!head) return;
    if (head.id === PLATFORM_ANSWER && head.end - head.body_at === 5) {
      const at = head.body_at;
      this.#answered((bytes[at] << 8) | bytes[at + 1], (bytes[at + 2] << 8) | bytes[at + 3], bytes[at + 4]);
      return;
    }
    const { message } = readFrame(bytes, head, this.#entry.protocol);
    if (message.kind === 'register_answer') this.#registered(message.result, message.code);
  }

  /** A platform that sends broken frames is not talked to any further; the terminal comes back. */
  fault(): void {
    this.#socket?.destroy();
  }

  #register(): void {
    const { maker, model, terminal_id, plate, plate_colour } = this.#entry;
    this.#write({ kind: 'register', ...AREA, identity: { maker, model, terminal_id }, plate_colour, plate });
  }

  #registered(result: number, code: string | undefined): void {
    if (result !== 0) {
      this.#refuse();
      return;
    }
    this.#code = code ?? '';
    this.#authenticate(this.#code);
  }

  #authenticate(code: string): void {
    const more =
      this.#entry.protocol === '2019'
        ? { imei: `86${this.#entry.phone}00`.slice(0, IMEI_LENGTH), software: 'fleet-1' }
        : {};
    this.#write({ kind: 'authenticate', code, ...more });
  }

  #answered(serial: number, id: number, result: number): void {
    const { counters, latency } = this.#port;
    if (id === POSITION) {
      this.#unanswered -= 1;
      counters[result === 0 ? 'acknowledged' : 'rejected'] += 1;
      latency.add(this.#port.now() - this.#sent_ms[serial % RING]);
    } else if (id === 0x0102 && result === 0) {
      this.#online = true;
      this.#failures = 0;
      counters.online += 1;
    } else if (id === 0x0102) {
      this.#code = undefined;
      this.#refuse();
    }
  }

  /** Not admitted (yet): wait long, then ask again. */
  #refuse(): void {
    this.#port.counters.refused += 1;
    this.#failures = 10;
    this.#socket?.destroy();
  }

  #lost(socket: Socket): void {
    if (socket !== this.#socket) return;
    const { counters, random } = this.#port;
    if (this.#online) counters.online -= 1;
    this.#online = false;
    this.#unanswered = 0;
    if (this.#closed) return;
    const wait_ms = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** this.#failures) * (0.5 + random());
    this.#failures += 1;
    counters.reconnects += 1;
    this.#retry = setTimeout(() => this.open(), wait_ms);
  }

  #write(message: Message): void {
    const { protocol: version, phone } = this.#entry;
    this.#socket?.write(encodeFrame({ version, phone, serial: this.#serial }, message));
    this.#serial = (this.#serial + 1) & 0xffff;
  }
}

const SATELLITES = [{ kind: 'satellites', satellites: 14 }] as const;
