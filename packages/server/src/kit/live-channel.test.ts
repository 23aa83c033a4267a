import { describe, expect, it } from 'vitest';
import type { Area } from './area.ts';
import { LiveChannel, type LiveSocket } from './live-channel.ts';
import type { LiveData } from './live-topic.ts';
import { createTopic } from './topic.ts';

class Listener implements LiveSocket {
  readonly received: (Uint8Array | string)[] = [];
  terminated = false;
  constructor(readonly bufferedAmount = 0) {}
  send(data: Uint8Array | string): void {
    this.received.push(data);
  }
  terminate(): void {
    this.terminated = true;
  }
}

/** A topic by hand: what it says is given when it says it. */
function topicNamed(name: string) {
  const changes = createTopic<(area: Area) => LiveData>((error) => {
    throw error;
  });
  return { name, authority: 'signed-in' as const, snapshot: () => `all ${name}`, changes };
}

const wholeCity = (...topics: string[]) => new Map<string, Area>(topics.map((name) => [name, null]));
/** A channel of three topics, and what a client has received since its greeting and snapshots. */
function open() {
  const [links, vehicles, indices] = ['links', 'vehicles', 'indices'].map(topicNamed);
  const channel = new LiveChannel([links, vehicles, indices], () => 'hello');
  return { channel, links, indices };
}

describe('live channel', () => {
  it('greets a client, and says how all that it listens to stands', () => {
    const map = new Listener();
    open().channel.join(map, wholeCity('vehicles', 'links'));
    expect(map.received).toEqual(['hello', 'all links', 'all vehicles']);
  });

  it('sends a frame only to those who asked for its topic, and the same bytes to each', () => {
    const { channel, links } = open();
    const [map, wall, fleet] = [new Listener(), new Listener(), new Listener()];
    channel.join(map, wholeCity('links', 'vehicles'));
    channel.join(wall, wholeCity('links'));
    channel.join(fleet, wholeCity('vehicles'));
    for (const listener of [map, wall, fleet]) listener.received.length = 0;
    links.changes.publish(() => Uint8Array.of(1, 2, 3));
    expect(map.received).toHaveLength(1);
    expect(wall.received[0]).toBe(map.received[0]);
    expect(fleet.received).toHaveLength(0);
  });

  it('cuts off a client that does not read, and nobody else', () => {
    const { channel, indices } = open();
    const [slow, quick] = [new Listener(100 * 2 ** 20), new Listener()];
    channel.join(slow, wholeCity('indices'));
    channel.join(quick, wholeCity('indices'));
    for (const listener of [slow, quick]) listener.received.length = 0;
    indices.changes.publish(() => '{"type":"indices","values":[]}');
    expect(slow.terminated).toBe(true);
    expect(slow.received).toHaveLength(0);
    expect(quick.received).toEqual(['{"type":"indices","values":[]}']);
  });
});
