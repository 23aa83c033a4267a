import type { Authority } from '@opentocc/contract';
import { encodeLiveFrame, type LiveFrame, type LiveMessage, type LiveTopic } from '@opentocc/contract';
import type { Area } from '../../../kit/area.ts';
import { type LiveAreas, WHOLE_CITY } from './live-area.ts';

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

interface Client {
  readonly topics: ReadonlySet<LiveTopic>;
  readonly areas: LiveAreas;
}

/** Sends each event to all clients of its topic, as far as they may see; it is encoded once for each area, whoever listens. */
export class LiveChannel {
  private readonly clients = new Map<LiveSocket, Client>();

  get size(): number {
    return this.clients.size;
  }

  join(socket: LiveSocket, topics: ReadonlySet<LiveTopic>, areas: LiveAreas = WHOLE_CITY): void {
    this.clients.set(socket, { topics, areas });
  }

  leave(socket: LiveSocket): void {
    this.clients.delete(socket);
  }

  /** @param within the frame as an area sees it. */
  frame(topic: LiveTopic, within: (area: Area) => LiveFrame): void {
    this.broadcast(topic, (area) => encodeLiveFrame(within(area)));
  }

  /** @param within the message as an area sees it. */
  message(topic: LiveTopic, within: (area: Area) => LiveMessage): void {
    this.broadcast(topic, (area) => JSON.stringify(within(area)));
  }

  private broadcast(topic: LiveTopic, encode: (area: Area) => Uint8Array | string): void {
    const encoded = new Map<string, Uint8Array | string>();
    for (const [socket, { topics, areas }] of this.clients) {
      if (!topics.has(topic)) continue;
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
        socket.terminate();
        continue;
      }
      const key = JSON.stringify(areas[topic]);
      const data = encoded.get(key) ?? encode(areas[topic]);
      encoded.set(key, data);
      socket.send(data);
    }
  }
}
