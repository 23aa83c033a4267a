import { decodeLiveFrame, type LiveTopic, STATE_ESTIMATED } from '@opentocc/contract';
import type { LinkStates } from '@opentocc/core/traffic';
import { describe, expect, it } from 'vitest';
import { LinksBoard } from './links-board.ts';
import { LiveChannel, type LiveSocket } from './live-channel.ts';

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

const topics = (...names: LiveTopic[]) => new Set(names);

function states(sequence: number, speeds: number[], state: number[]): LinkStates {
  return {
    sequence,
    network_version: 'test',
    window_start_ms: 0,
    window_end_ms: sequence * 60_000,
    speed_kmh: Float32Array.from(speeds),
    samples: new Uint16Array(speeds.length),
    vehicles: new Uint16Array(speeds.length),
    half_width_kmh: new Float32Array(speeds.length),
    free_flow_kmh: new Float32Array(speeds.length),
    state: Uint8Array.from(state),
  };
}

describe('live channel', () => {
  it('sends a frame only to those who asked for its topic, and the same bytes to each', () => {
    const channel = new LiveChannel();
    const [map, wall, fleet] = [new Listener(), new Listener(), new Listener()];
    channel.join(map, topics('links', 'vehicles'));
    channel.join(wall, topics('links'));
    channel.join(fleet, topics('vehicles'));
    const frame = new LinksBoard(2).advance(states(1, [30, Number.NaN], [2, 0]));
    channel.frame('links', () => frame);
    expect(map.received).toHaveLength(1);
    expect(wall.received[0]).toBe(map.received[0]);
    expect(fleet.received).toHaveLength(0);
  });

  it('cuts off a client that does not read, and nobody else', () => {
    const channel = new LiveChannel();
    const [slow, quick] = [new Listener(100 * 2 ** 20), new Listener()];
    channel.join(slow, topics('indices'));
    channel.join(quick, topics('indices'));
    channel.message('indices', () => ({ type: 'indices', values: [] }));
    expect(slow.terminated).toBe(true);
    expect(slow.received).toHaveLength(0);
    expect(quick.received).toEqual(['{"type":"indices","values":[]}']);
  });
});

describe('links board', () => {
  it('tells only links whose shown state or speed changed', () => {
    const board = new LinksBoard(3);
    board.advance(states(1, [30, 50, Number.NaN], [2, 1, 0]));
    const delta = board.advance(states(2, [30.2, 20, Number.NaN], [2, 4, 0]));
    expect([...delta.link]).toEqual([1]);
    expect([...delta.state]).toEqual([4]);
  });

  it('shows a link without samples as unknown, never as a speed', () => {
    const board = new LinksBoard(2);
    board.advance(states(1, [Number.NaN, 0], [0, 5]));
    const { speed_kmh, state, link } = board.snapshot();
    expect([...speed_kmh]).toEqual([255, 0]);
    expect([...state]).toEqual([0, 5]);
    expect(link).toHaveLength(0);
  });

  it('decodes what it encodes', () => {
    const listener = new Listener();
    const channel = new LiveChannel();
    channel.join(listener, topics('links'));
    const frame = new LinksBoard(2).advance(states(1, [30, 40], [2, 3]));
    channel.frame('links', () => frame);
    const bytes = listener.received[0] as Uint8Array<ArrayBuffer>;
    expect(decodeLiveFrame(bytes.buffer)).toMatchObject({ kind: 'links_delta', sequence: 1 });
  });
});

describe('links board', () => {
  it('marks a state that is an estimate', () => {
    const estimated = { ...states(1, [30, 20], [2, 5]), own_weight: Float32Array.of(1, 0.2) };
    const { state } = new LinksBoard(2).advance(estimated);
    expect([...state]).toEqual([2, 5 | STATE_ESTIMATED]);
  });
});
