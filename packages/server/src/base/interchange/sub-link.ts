import { connect, type Socket } from 'node:net';
import {
  createFrameSplitter,
  type FrameSplitter,
  type Message,
  readFrame,
  readHead,
  SUB_LINK_RESULT,
} from '@opentocc/protocols/jt809';
import { endSocket } from '../../kit/end-socket.ts';
import { type ErrorLog, guarded } from '../../kit/unattended.ts';
import { type Speech, Wire, type WireDeps } from './wire.ts';

export interface SubLinkLimits {
  readonly keep_alive_ms: number;
  /** Silence after which it is dialled again. */
  readonly idle_ms: number;
  /** Wait before it is dialled again, doubled each time up to {@link redial_most_ms}. */
  readonly redial_ms: number;
  readonly redial_most_ms: number;
}

export interface SubLinkDeps extends WireDeps {
  readonly log: ErrorLog;
  readonly limits: SubLinkLimits;
  readonly address: { readonly host: string; readonly port: number };
  readonly speech: Speech;
  readonly verify_code: number;
  readonly onMessage: (message: Message) => void;
  readonly onBadFrame: () => void;
  /** It came down, or could not be dialled. */
  readonly onBroken: (was_up: boolean) => void;
}

/** Bytes in a row without a frame, and the longest frame, of answers that are a few bytes long. */
const MOST_BYTES = 4096;

/**
 * The link that the superior dials back to an inferior that logged in: shows the code of the log-in's answer, tests the
 * link, and is dialled again while the main link lives. Driven by {@link sweep}; ended by {@link close}.
 */
export class SubLink {
  #socket: Socket | undefined;
  #wire: Wire | undefined;
  #splitter: FrameSplitter | undefined;
  #up_since_ms: number | null = null;
  #dialled_ms = 0;
  #next_dial_ms: number;
  #wait_ms: number;
  #last_frame_ms = 0;
  #last_test_ms = 0;
  #closed = false;

  constructor(private readonly deps: SubLinkDeps) {
    this.#wait_ms = deps.limits.redial_ms;
    this.#next_dial_ms = deps.now();
  }

  get up_since_ms(): number | null {
    return this.#up_since_ms;
  }

  /** @returns whether the message went out this way. */
  send(message: Message): boolean {
    return this.#up_since_ms !== null && (this.#wire?.send(this.deps.speech, message) ?? false);
  }

  /** As `send`. @returns the serial of its frame; null where it did not go out. */
  ask(message: Message): number | null {
    return this.send(message) ? (this.#wire?.last_serial ?? null) : null;
  }

  sweep(): void {
    if (this.#closed) return;
    const now = this.deps.now();
    const { keep_alive_ms, idle_ms } = this.deps.limits;
    if (!this.#socket) {
      if (now >= this.#next_dial_ms) this.#dial(now);
    } else if (now - Math.max(this.#last_frame_ms, this.#dialled_ms) > idle_ms) this.#socket.destroy();
    else if (this.#up_since_ms !== null && now - this.#last_test_ms >= keep_alive_ms) {
      this.#last_test_ms = now;
      this.send({ kind: 'sub_link_test' });
    }
  }

  close(): void {
    this.#closed = true;
    const socket = this.#socket;
    if (socket?.connecting) socket.destroy();
    else if (socket) endSocket(socket, this.deps.log);
  }

  #dial(now: number): void {
    const { deps } = this;
    const socket = connect(deps.address);
    this.#socket = socket;
    this.#wire = new Wire(socket, deps);
    this.#dialled_ms = now;
    this.#splitter = createFrameSplitter(
      { frame: (bytes, start, end) => this.#frame(bytes, start, end), fault: deps.onBadFrame },
      MOST_BYTES,
    );
    socket.setNoDelay(true);
    const { log } = deps;
    socket.on(
      'connect',
      guarded(log, 'a sub link is dialled', () =>
        this.#wire?.send(deps.speech, { kind: 'sub_link', verify_code: deps.verify_code }),
      ),
    );
    socket.on(
      'data',
      guarded(log, 'bytes of a sub link', (chunk: Buffer) => this.#take(chunk)),
    );
    // 'close' follows and is all there is to do.
    socket.on(
      'error',
      guarded(log, 'error of a sub link', () => socket.destroy()),
    );
    socket.on(
      'close',
      guarded(log, 'end of a sub link', () => this.#broken()),
    );
  }

  #take(chunk: Buffer): void {
    this.#splitter?.push(chunk);
    if ((this.#splitter?.pending_bytes ?? 0) > MOST_BYTES) this.#socket?.destroy();
  }

  #frame(bytes: Uint8Array, start: number, end: number): void {
    const { speech, onBadFrame, onMessage, now } = this.deps;
    const head = readHead(bytes, start, end, speech.edition);
    if (head?.centre !== speech.centre) {
      onBadFrame();
      return;
    }
    this.#last_frame_ms = now();
    const { message } = readFrame(bytes, head, speech.cipher ?? undefined);
    if (message.kind === 'sub_link_answer') this.#answered(message.result);
    else if (message.kind !== 'sub_link_test_answer') onMessage(message);
  }

  #answered(result: number): void {
    if (result !== SUB_LINK_RESULT.ok) {
      this.#socket?.destroy();
      return;
    }
    this.#up_since_ms = this.deps.now();
    this.#last_test_ms = this.#up_since_ms;
    this.#wait_ms = this.deps.limits.redial_ms;
  }

  #broken(): void {
    const was_up = this.#up_since_ms !== null;
    this.#socket = undefined;
    this.#wire = undefined;
    this.#up_since_ms = null;
    this.#next_dial_ms = this.deps.now() + this.#wait_ms;
    this.#wait_ms = Math.min(this.#wait_ms * 2, this.deps.limits.redial_most_ms);
    if (!this.#closed) this.deps.onBroken(was_up);
  }
}
