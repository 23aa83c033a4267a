import type { Area } from './area.ts';
import type { LiveData, ServedTopic } from './live-topic.ts';

/** The part of a WebSocket that the channel uses. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(data: LiveData): void;
  /** Ends the connection at once. */
  terminate(): void;
}

/** How far a client may see, by topic that it listens to. */
export type LiveAreas = ReadonlyMap<string, Area>;

/** A client that has this much unsent is cut off: it reconnects and starts from a snapshot. */
const MAX_BUFFERED_BYTES = 8 * 2 ** 20;

/** Sends each event to all clients of its topic, as far as they may see; it is encoded once for each area, whoever listens. */
export class LiveChannel {
  private readonly clients = new Map<LiveSocket, LiveAreas>();

  /** @param greeting what every client is sent first of all */
  constructor(
    readonly topics: readonly ServedTopic[],
    private readonly greeting: () => string,
  ) {
    for (const { name, changes } of topics) changes.subscribe((within) => this.broadcast(name, within));
  }

  get size(): number {
    return this.clients.size;
  }

  /** Opens the channel to a client: greeting and snapshots now, changes from then on, all within its areas. */
  join(socket: LiveSocket, areas: LiveAreas): void {
    socket.send(this.greeting());
    for (const { name, snapshot } of this.topics) {
      const area = areas.get(name);
      if (area !== undefined) socket.send(snapshot(area));
    }
    this.clients.set(socket, areas);
  }

  leave(socket: LiveSocket): void {
    this.clients.delete(socket);
  }

  private broadcast(topic: string, encode: (area: Area) => LiveData): void {
    const encoded = new Map<string, LiveData>();
    for (const [socket, areas] of this.clients) {
      const area = areas.get(topic);
      if (area === undefined) continue;
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
        socket.terminate();
        continue;
      }
      const key = JSON.stringify(area);
      const data = encoded.get(key) ?? encode(area);
      encoded.set(key, data);
      socket.send(data);
    }
  }
}
