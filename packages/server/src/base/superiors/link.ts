import { connect, createServer, type Server, type Socket } from 'node:net';
import {
  createFrameSplitter,
  LOG_IN_RESULT,
  type Message,
  readFrame,
  readHead,
  SUB_LINK_RESULT,
} from '@opentocc/protocols/jt809';
import { endSocket } from '../../kit/end-socket.ts';
import { type ErrorLog, guarded } from '../../kit/unattended.ts';
import { type Speech, Wire } from '../interchange/index.ts';
import type { Superior } from './model.ts';

export interface LinkLimits {
  readonly keep_alive_ms: number;
  /** Silence after which a link is dialled again. */
  readonly idle_ms: number;
  /** Wait before it is dialled again, doubled each time up to {@link redial_most_ms}. */
  readonly redial_ms: number;
  readonly redial_most_ms: number;
  /** Bytes that the superior may leave unread before nothing more is written. */
  readonly unread_bytes: number;
}

/** The standard has a test of the link each minute; the rest is assumed (2026-11-28). */
export const LINK_LIMITS: LinkLimits = {
  ...{ keep_alive_ms: 60_000, idle_ms: 180_000, redial_ms: 5_000, redial_most_ms: 300_000 },
  unread_bytes: 256 * 1024,
};

export interface SuperiorLinkDeps {
  readonly superior: Superior;
  readonly limits: LinkLimits;
  readonly log: ErrorLog;
  readonly now: () => number;
  readonly randomKey: () => number;
  readonly onUp: () => void;
  readonly onDown: () => void;
  /** So many more positions are received. */
  readonly onCounted: (positions: number) => void;
}

/** Longest frame that a superior sends us, and connections that may wait to be its sub link. */
const MOST_FRAME_BYTES = 64 * 1024;
const MOST_CALLERS = 4;

/**
 * Our two links to a superior, as its inferior: the main link that we dial and log in on, and the sub link that it dials back
 * and shows our code on. Driven by {@link sweep}; ended by {@link close}.
 */
export class SuperiorLink {
  up_since_ms: number | null = null;
  /** Result of 0x1002 when it was refused last. */
  refusal: number | null = null;
  #sub: Socket | undefined;
  #main: Socket | undefined;
  #wire: Wire | undefined;
  #server: Server | undefined;
  #verify_code = 0;
  #next_dial_ms: number;
  #wait_ms: number;
  #heard_ms = 0;
  #tested_ms = 0;
  #closed = false;

  constructor(private readonly deps: SuperiorLinkDeps) {
    this.#next_dial_ms = deps.now();
    this.#wait_ms = deps.limits.redial_ms;
  }

  get sub_link_up(): boolean {
    return this.#sub !== undefined;
  }

  /** Whether it reads what it is sent. */
  get has_room(): boolean {
    return (this.#main?.writableLength ?? 0) < this.deps.limits.unread_bytes / 2;
  }

  /** @returns whether the message went out. */
  send(message: Message): boolean {
    return this.up_since_ms !== null && (this.#wire?.send(this.#speech, message) ?? false);
  }

  sweep(): void {
    const { now, limits } = this.deps;
    if (this.#closed) return;
    const now_ms = now();
    if (!this.#main) {
      if (now_ms >= this.#next_dial_ms) this.#dial(now_ms);
    } else if (now_ms - this.#heard_ms > limits.idle_ms) this.#main.destroy();
    else if (this.up_since_ms !== null && now_ms - this.#tested_ms >= limits.keep_alive_ms) {
      this.#tested_ms = now_ms;
      this.send({ kind: 'main_link_test' });
    }
  }

  close(): void {
    this.#closed = true;
    const { log } = this.deps;
    if (this.#main) endSocket(this.#main, log);
    this.#endSub();
  }

  get #speech(): Speech {
    const { settings, cipher } = this.deps.superior;
    return { edition: settings.edition, centre: settings.centre, cipher };
  }

  #dial(now_ms: number): void {
    const { superior, log, limits, now, randomKey } = this.deps;
    const { host, port } = superior.settings;
    const socket = connect({ host, port, noDelay: true });
    this.#main = socket;
    this.#wire = new Wire(socket, { now, randomKey, unread_bytes: limits.unread_bytes });
    this.#heard_ms = now_ms;
    const hear = this.#reader(socket, (message) => this.#onMain(message));
    socket.on(
      'connect',
      guarded(log, 'a superior is dialled', () => this.#logIn(socket)),
    );
    socket.on('data', guarded(log, 'bytes of a superior', hear));
    // 'close' follows and is all there is to do.
    socket.on(
      'error',
      guarded(log, 'error of a superior', () => socket.destroy()),
    );
    socket.on(
      'close',
      guarded(log, 'end of a superior', () => this.#ended()),
    );
  }

  /** Listens where the superior can reach us: at the address by which we reached it. */
  #logIn(socket: Socket): void {
    const { superior, log } = this.deps;
    const { user, centre, sub_link_port } = superior.settings;
    const host = socket.localAddress ?? '127.0.0.1';
    const server = createServer(guarded(log, 'a superior dials back', (caller) => this.#accept(caller)));
    server.maxConnections = MOST_CALLERS;
    this.#server = server;
    const introduce = (port: number) =>
      this.#wire?.send(this.#speech, {
        kind: 'log_in',
        user,
        password: superior.password,
        centre,
        host,
        port,
      });
    server.on(
      'listening',
      guarded(log, 'a sub link is awaited', () => {
        const address = server.address();
        introduce(typeof address === 'object' && address ? address.port : 0);
      }),
    );
    // Without a sub link all that it sends comes on the main link.
    server.on(
      'error',
      guarded(log, 'a sub link cannot be awaited', () => introduce(0)),
    );
    server.listen(sub_link_port, host);
  }

  #accept(caller: Socket): void {
    const { log, limits, now, randomKey } = this.deps;
    const wire = new Wire(caller, { now, randomKey, unread_bytes: limits.unread_bytes });
    const hear = this.#reader(caller, (message) => this.#onSub(caller, wire, message));
    caller.setTimeout(limits.idle_ms, () => caller.destroy());
    caller.on('data', guarded(log, 'bytes of a sub link', hear));
    caller.on(
      'error',
      guarded(log, 'error of a sub link', () => caller.destroy()),
    );
    caller.on(
      'close',
      guarded(log, 'end of a sub link', () => {
        if (this.#sub === caller) this.#sub = undefined;
      }),
    );
  }

  #reader(socket: Socket, take: (message: Message) => void): (chunk: Buffer) => void {
    const { edition, centre, cipher } = this.#speech;
    const frame = (bytes: Uint8Array, start: number, end: number): void => {
      if (socket.destroyed) return;
      const head = readHead(bytes, start, end, edition);
      if (head?.centre !== centre) return;
      take(readFrame(bytes, head, cipher ?? undefined).message);
    };
    const splitter = createFrameSplitter({ frame, fault: () => undefined }, MOST_FRAME_BYTES);
    return (chunk) => {
      splitter.push(chunk);
      if (splitter.pending_bytes > 2 * MOST_FRAME_BYTES) socket.destroy();
    };
  }

  #onMain(message: Message): void {
    this.#heard_ms = this.deps.now();
    if (message.kind === 'log_in_answer') this.#answered(message.result, message.verify_code);
    else if (message.kind === 'superior_closes') this.#main?.destroy();
    else this.#take(message);
  }

  #answered(result: number, verify_code: number): void {
    if (result !== LOG_IN_RESULT.ok) {
      this.refusal = result;
      this.#main?.destroy();
      return;
    }
    [this.refusal, this.#verify_code] = [null, verify_code];
    this.up_since_ms = this.deps.now();
    this.#tested_ms = this.up_since_ms;
    this.#wait_ms = this.deps.limits.redial_ms;
    this.deps.onUp();
  }

  #onSub(caller: Socket, wire: Wire, message: Message): void {
    if (message.kind === 'sub_link') {
      const fits = this.up_since_ms !== null && message.verify_code === this.#verify_code;
      const result = fits ? SUB_LINK_RESULT.ok : SUB_LINK_RESULT.wrong_code;
      wire.send(this.#speech, { kind: 'sub_link_answer', result });
      if (!fits) caller.end();
      else if (this.#sub !== caller) {
        this.#sub?.destroy();
        this.#sub = caller;
      }
    } else if (caller !== this.#sub) caller.destroy();
    else if (message.kind === 'sub_link_test') wire.send(this.#speech, { kind: 'sub_link_test_answer' });
    else this.#take(message);
  }

  #take(message: Message): void {
    if (message.kind === 'positions_received') this.deps.onCounted(message.positions);
  }

  #ended(): void {
    const { now, limits, onDown } = this.deps;
    this.#main = undefined;
    this.#wire = undefined;
    this.up_since_ms = null;
    this.#endSub();
    this.#next_dial_ms = now() + this.#wait_ms;
    this.#wait_ms = Math.min(this.#wait_ms * 2, limits.redial_most_ms);
    onDown();
  }

  /** A count that comes later on an old sub link would be taken for one of what is sent again. */
  #endSub(): void {
    this.#sub?.destroy();
    this.#sub = undefined;
    this.#server?.close();
    this.#server = undefined;
  }
}
