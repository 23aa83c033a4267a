import type { LiveFrame, LiveMessage, LiveTopic } from '@opentocc/contract';
import { decodeLiveFrame } from '@opentocc/contract/live-frame';
import { SESSION_ENDED } from '@opentocc/contract/session-end';

/** Where a channel stands: `live` only while frames arrive. */
export type LivePhase = 'connecting' | 'live' | 'lost';

export interface LiveChannelOptions {
  readonly topics: readonly LiveTopic[];
  /** Opens a socket to an address; `new WebSocket` in a browser. */
  readonly open: (url: string) => WebSocket;
  readonly url: string;
  /** @returns false when a frame does not follow what came before: the channel then starts over. */
  onFrame(frame: LiveFrame): boolean;
  onMessage(message: LiveMessage): void;
  onPhase(phase: LivePhase): void;
  /** The server lets this session hear no more. The channel goes on trying: another session may be there by then. */
  onSessionEnd(reason: string): void;
  /** A number in [0, 1): spreads the retries of many screens. */
  readonly random: () => number;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;
/** Vehicles report each second; a socket quiet for this long is dead although nobody said so. */
const QUIET_MS = 20_000;

/**
 * Keeps one WebSocket to the live channel open for as long as the screen lives: retries with growing, spread pauses;
 * starts over when a frame is missing or when nothing arrives. A new connection begins with snapshots, so nothing else
 * has to be repaired.
 */
export class LiveChannel {
  private socket: WebSocket | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private closed = false;

  constructor(private readonly options: LiveChannelOptions) {
    this.connect();
  }

  /** Ends the channel for good. */
  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.drop();
  }

  private connect(): void {
    this.options.onPhase('connecting');
    const socket = this.options.open(`${this.options.url}?topics=${this.options.topics.join(',')}`);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => this.receive(event.data);
    socket.onclose = ({ code, reason }) => {
      this.restart();
      if (code === SESSION_ENDED) this.options.onSessionEnd(reason);
    };
    this.socket = socket;
    this.expectNews();
  }

  private receive(data: ArrayBuffer | string): void {
    this.expectNews();
    if (typeof data === 'string') {
      this.options.onMessage(JSON.parse(data) as LiveMessage);
      return;
    }
    if (!this.options.onFrame(decodeLiveFrame(data))) {
      this.restart();
      return;
    }
    this.failures = 0;
    this.options.onPhase('live');
  }

  private expectNews(): void {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => this.restart(), QUIET_MS);
  }

  private restart(): void {
    this.drop();
    if (this.closed) return;
    this.options.onPhase('lost');
    const pause_ms = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures++);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.connect(), pause_ms * (0.5 + this.options.random() / 2));
  }

  private drop(): void {
    clearTimeout(this.watch);
    if (!this.socket) return;
    this.socket.onmessage = null;
    this.socket.onclose = null;
    this.socket.close();
    this.socket = undefined;
  }
}
