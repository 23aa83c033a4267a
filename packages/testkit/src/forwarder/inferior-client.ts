import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import {
  type CipherConstants,
  createFrameSplitter,
  type Edition,
  encodeFrame,
  type Location,
  type Message,
  readFrame,
  readHead,
  type Vehicle,
} from '@opentocc/protocols/jt809';

export interface InferiorOptions {
  readonly host: string;
  readonly port: number;
  readonly edition: Edition;
  readonly centre: number;
  readonly user: number;
  readonly password: string;
  /** Bodies are encrypted with these, and a key of the serial. */
  readonly cipher?: CipherConstants;
  readonly now: () => number;
  /** Hears how many positions the superior has counted. */
  readonly onCounted?: (positions: number) => void;
  /** Answers on the main link what comes down and is no part of the links; without it, that is put into `received`. */
  readonly answer?: (message: Message, serial: number) => readonly Message[];
}

/** One position of one vehicle as a platform has it. */
export interface Forwarded {
  readonly vehicle: Vehicle;
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
  readonly direction_deg: number;
  readonly at_ms: number;
  /** Status bits of JT/T 808; default driving with satellites. */
  readonly status?: number;
  /** 1 when the coordinates went through the national plug-in. */
  readonly shifted?: number;
}

/** Positions held for a superior that does not count them; the oldest are lost then. */
const MOST_UNCOUNTED = 100_000;
const DRIVING = 3;
/** Positions of one message of 0x1203, by the standard. */
const MOST_OF_HISTORY = 5;

/**
 * An inferior platform: dials the main link and logs in, takes the sub link that the superior dials back, and forwards
 * positions. A position is forgotten when the superior has counted it (0x9101); what it has not counted is sent again
 * after the next log-in.
 */
export class InferiorClient {
  /** Of the last log-in; null before its answer. */
  result: number | null = null;
  sub_link_up = false;
  /** Positions that the superior counted. */
  counted = 0;
  /** What came down, links apart. */
  readonly received: Message[] = [];
  #serial = 0;
  #verify_code = 0;
  #main: Socket | undefined;
  #sub: Socket | undefined;
  #server: Server | undefined;
  #uncounted: Forwarded[] = [];

  constructor(private readonly options: InferiorOptions) {}

  /** Sent and not counted yet. */
  get uncounted(): number {
    return this.#uncounted.length;
  }

  get is_connected(): boolean {
    return this.#main !== undefined && !this.#main.destroyed;
  }

  get is_logged_in(): boolean {
    return this.is_connected && this.result === 0;
  }

  /** Dials and logs in; what was not counted before goes out again. @returns the result of 0x1002. */
  async logIn(): Promise<number> {
    const { host, port, user, password, centre } = this.options;
    this.#server ??= await this.#listen();
    const address = this.#server.address();
    const socket = connect({ host, port, noDelay: true });
    this.#main = socket;
    this.result = null;
    const answered = new Promise<number>((resolve) => this.#hear(socket, resolve));
    await once(socket, 'connect');
    const listening = typeof address === 'object' && address ? address.port : 0;
    this.send({ kind: 'log_in', user, password, centre, host: '127.0.0.1', port: listening });
    const result = await answered;
    if (result === 0) this.#sendAgain();
    return result;
  }

  /** Sends a position, or holds it until the next log-in. */
  forward(position: Forwarded): void {
    this.#uncounted.push(position);
    if (this.#uncounted.length > MOST_UNCOUNTED) this.#uncounted.shift();
    if (!this.is_logged_in) return;
    this.send({ kind: 'location', vehicle: position.vehicle, ...this.#locationOf(position) } as Message);
  }

  /** Writes a message to the main link. */
  send(message: Message): void {
    this.#write(this.#main, message);
  }

  /** Writes bytes as they are. */
  sendBytes(bytes: Uint8Array): void {
    this.#main?.write(bytes);
  }

  /** The main link breaks, as a radio link does. */
  cut(): void {
    this.#main?.destroy();
    this.#sub?.destroy();
    this.sub_link_up = false;
  }

  cutSubLink(): void {
    this.#sub?.destroy();
    this.sub_link_up = false;
  }

  async close(): Promise<void> {
    this.cut();
    const closed = new Promise<void>((resolve) =>
      this.#server ? this.#server.close(() => resolve()) : resolve(),
    );
    await closed;
  }

  async #listen(): Promise<Server> {
    const server = createServer((socket) => {
      this.#sub = socket;
      this.#hear(socket, () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  #hear(socket: Socket, onResult: (result: number) => void): void {
    const { edition, cipher } = this.options;
    const splitter = createFrameSplitter({
      frame: (bytes, start, end) => {
        const head = readHead(bytes, start, end, edition);
        if (!head) return;
        const { message } = readFrame(bytes, head, cipher);
        if (message.kind === 'log_in_answer') {
          this.result = message.result;
          this.#verify_code = message.verify_code;
          onResult(message.result);
        } else this.#take(socket, message, head.serial);
      },
      fault: () => undefined,
    });
    socket.on('data', (chunk) => splitter.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (socket === this.#main && this.result === null) onResult(-1);
    });
  }

  #take(socket: Socket, message: Message, serial: number): void {
    if (message.kind === 'sub_link') {
      const result = message.verify_code === this.#verify_code ? 0 : 1;
      this.#write(socket, { kind: 'sub_link_answer', result });
      this.sub_link_up = result === 0;
    } else if (message.kind === 'sub_link_test') this.#write(socket, { kind: 'sub_link_test_answer' });
    else if (message.kind === 'positions_received') {
      this.counted += message.positions;
      this.#uncounted.splice(0, message.positions);
      this.options.onCounted?.(message.positions);
    } else if (this.options.answer) for (const said of this.options.answer(message, serial)) this.send(said);
    else this.received.push(message);
  }

  /** Positions of one vehicle go together, the oldest first. */
  #sendAgain(): void {
    const byPlate = new Map<string, Forwarded[]>();
    for (const one of this.#uncounted) {
      const { plate } = one.vehicle;
      byPlate.set(plate, [...(byPlate.get(plate) ?? []), one]);
    }
    this.#uncounted = [...byPlate.values()].flat();
    for (const positions of byPlate.values())
      for (let at = 0; at < positions.length; at += MOST_OF_HISTORY) {
        const locations = positions.slice(at, at + MOST_OF_HISTORY).map((one) => this.#locationOf(one));
        this.send({ kind: 'location_history', vehicle: positions[0].vehicle, locations });
      }
  }

  #locationOf(position: Forwarded): Location {
    const { lon, lat, speed_kmh, direction_deg, at_ms, status = DRIVING, shifted = 0 } = position;
    const place = { lon_e6: Math.round(lon * 1e6), lat_e6: Math.round(lat * 1e6), direction_deg };
    const common = { ...place, altitude_m: 20, status, alarm: 0, at_ms: Math.floor(at_ms / 1000) * 1000 };
    if (this.options.edition === '2011')
      return { shifted, gnss: { ...common, speed_kmh, recorder_speed_kmh: 0, mileage_km: 0 } };
    const platforms = [this.options.centre, 0, 0].map((one) => ({ platform: `${one}`, alarm: 0 }));
    return { shifted, terminal: { ...common, speed_dkmh: speed_kmh * 10, extras: [] }, platforms };
  }

  #write(socket: Socket | undefined, message: Message): void {
    if (!socket || socket.destroyed) return;
    const { edition, centre, cipher, now } = this.options;
    const serial = this.#serial++;
    const header = { edition, serial, centre, version: '1.0.0', at_ms: now() };
    const sealed = cipher ? { ...header, encrypted: true, key: serial + 1 } : header;
    socket.write(encodeFrame(sealed, message, cipher));
  }
}
