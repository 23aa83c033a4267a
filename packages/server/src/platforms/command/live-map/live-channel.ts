import { encodeLiveFrame, type LiveFrame, type LiveMessage, type LiveTopic } from '@opentocc/contract';
import type { Authority } from '../../../kit/http.ts';

/** What a client needs to hold to receive a topic. */
export const TOPIC_AUTHORITY: Record<LiveTopic, Authority> = {
  links: 'map:read',
  vehicles: 'vehicles:read',
  indices: 'indices:read',
};

/** The part of a WebSocket that the channel uses. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(data: Uint8Array | string): void;
  /** Ends the connection at once. */
  terminate(): void;
}

/** A client that has this much unsent is cut off: it reconnects and starts from a snapshot. */
const MAX_BUFFERED_BYTES = 8 * 2 ** 20;

/** Sends each event to all clients of its topic; a frame is encoded once, whoever listens. */
export class LiveChannel {
  private readonly clients = new Map<LiveSocket, ReadonlySet<LiveTopic>>();

  get size(): number {
    return this.clients.size;
  }

  join(socket: LiveSocket, topics: ReadonlySet<LiveTopic>): void {
    this.clients.set(socket, topics);
  }

  leave(socket: LiveSocket): void {
    this.clients.delete(socket);
  }

  frame(topic: LiveTopic, frame: LiveFrame): void {
    this.broadcast(topic, () => encodeLiveFrame(frame));
  }

  message(topic: LiveTopic, message: LiveMessage): void {
    this.broadcast(topic, () => JSON.stringify(message));
  }

  private broadcast(topic: LiveTopic, encode: () => Uint8Array | string): void {
    let data: Uint8Array | string | undefined;
    for (const [socket, topics] of this.clients) {
      if (!topics.has(topic)) continue;
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
        socket.terminate();
        continue;
      }
      data ??= encode();
      socket.send(data);
    }
  }
}
