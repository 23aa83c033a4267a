import {
  type LinksFrame,
  type LiveFrame,
  type LiveMessage,
  linksTopic,
  type VehiclesFrame,
  vehiclesTopic,
} from '@opentocc/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinksBoard } from './links-board.ts';
import { LiveChannel, type LivePhase } from './live-channel.ts';
import { VehiclesBoard } from './vehicles-board.ts';

/** A server's end of the sockets that the channel opens. */
class FakeServer {
  readonly sockets: FakeSocket[] = [];
  open = (url: string): WebSocket => {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return socket as unknown as WebSocket;
  };
  get last(): FakeSocket {
    return this.sockets[this.sockets.length - 1];
  }
}

class FakeSocket {
  binaryType = '';
  closed = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  constructor(readonly url: string) {}
  close(): void {
    this.closed = true;
  }
  sends(data: LiveFrame | LiveMessage): void {
    this.onmessage?.({ data: 'kind' in data ? encode(data).buffer : JSON.stringify(data) });
  }
}

const encode = (frame: LiveFrame) =>
  'link' in frame ? linksTopic.encode(frame) : vehiclesTopic.encode(frame);

function linksFrame(kind: LinksFrame['kind'], sequence: number, link: number[], state: number[]): LinksFrame {
  return {
    kind,
    sequence,
    at_ms: sequence * 60_000,
    link: Uint32Array.from(link),
    state: Uint8Array.from(state),
    speed_kmh: Uint8Array.from(state, (s) => (s === 0 ? 255 : 10 * s)),
  };
}

function vehiclesFrame(
  kind: VehiclesFrame['kind'],
  sequence: number,
  places: [vehicle: number, lon: number, lat: number][],
  removed: number[] = [],
): VehiclesFrame {
  return {
    kind,
    sequence,
    at_ms: sequence * 1000,
    vehicle: Uint32Array.from(places, ([vehicle]) => vehicle),
    lon_e6: Int32Array.from(places, ([, lon]) => lon * 1e6),
    lat_e6: Int32Array.from(places, ([, , lat]) => lat * 1e6),
    removed: Uint32Array.from(removed),
    speed_kmh: new Uint8Array(places.length).fill(36),
    course: new Uint8Array(places.length),
    vehicle_class: Uint8Array.from(places, ([vehicle]) => vehicle % 6),
  };
}

describe('live channel', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function channelOn(server: FakeServer) {
    const board = new LinksBoard();
    const phases: LivePhase[] = [];
    const ends: string[] = [];
    const channel = new LiveChannel({
      url: 'ws://city/api/v1/live',
      topics: ['links', 'indices'],
      open: server.open,
      random: () => 0.5,
      onFrame: (frame) => board.apply(frame as LinksFrame),
      onMessage: () => undefined,
      onSessionEnd: (reason) => ends.push(reason),
      onPhase: (phase) => phases.push(phase),
    });
    return { board, phases, ends, channel };
  }

  it('asks for its topics and shows the snapshot with the deltas on it', () => {
    const server = new FakeServer();
    const { board, channel } = channelOn(server);
    expect(server.last.url).toBe('ws://city/api/v1/live?topics=links,indices');
    server.last.sends(linksFrame('links_snapshot', 7, [], [1, 0, 3]));
    server.last.sends(linksFrame('links_delta', 8, [1, 2], [5, 2]));
    expect([...board.state]).toEqual([1, 5, 2]);
    expect(board.speedOf(1)).toBe(50);
    channel.close();
  });

  it('starts over when a delta is missing, and does not show what came after the gap', () => {
    const server = new FakeServer();
    const { board, phases, channel } = channelOn(server);
    const first = server.last;
    first.sends(linksFrame('links_snapshot', 1, [], [1, 1]));
    first.sends(linksFrame('links_delta', 3, [0], [5]));
    expect(first.closed).toBe(true);
    expect([...board.state]).toEqual([1, 1]);
    expect(phases.at(-1)).toBe('lost');
    vi.advanceTimersByTime(500);
    server.last.sends(linksFrame('links_snapshot', 3, [], [5, 1]));
    expect(server.sockets).toHaveLength(2);
    expect([...board.state]).toEqual([5, 1]);
    expect(phases.at(-1)).toBe('live');
    channel.close();
  });

  it('waits longer after each failure, up to 15 s', () => {
    const server = new FakeServer();
    const { channel } = channelOn(server);
    const pauses_ms = [375, 750, 1500, 3000, 6000, 11_250, 11_250];
    for (const pause_ms of pauses_ms) {
      const before = server.sockets.length;
      server.last.onclose?.({ code: 1006, reason: '' });
      vi.advanceTimersByTime(pause_ms - 1);
      expect(server.sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(server.sockets).toHaveLength(before + 1);
    }
    channel.close();
  });

  it('says at once why the session is over, which is no broken connection, and goes on trying', () => {
    const server = new FakeServer();
    const { phases, ends, channel } = channelOn(server);
    server.last.sends(linksFrame('links_snapshot', 1, [], [1]));
    server.last.onclose?.({ code: 1006, reason: 'disabled' });
    vi.advanceTimersByTime(500);
    expect(ends).toEqual([]);
    server.last.onclose?.({ code: 4401, reason: 'disabled' });
    expect(ends).toEqual(['disabled']);
    expect(phases.at(-1)).toBe('lost');
    vi.advanceTimersByTime(1_000);
    expect(server.sockets).toHaveLength(3);
    channel.close();
  });

  it('gives up a connection on which nothing arrives', () => {
    const server = new FakeServer();
    const { phases, channel } = channelOn(server);
    vi.advanceTimersByTime(20_000);
    expect(server.sockets[0].closed).toBe(true);
    expect(phases.at(-1)).toBe('lost');
    channel.close();
  });

  it('opens nothing more once closed', () => {
    const server = new FakeServer();
    const { channel } = channelOn(server);
    channel.close();
    vi.advanceTimersByTime(60_000);
    expect(server.sockets).toHaveLength(1);
  });
});

describe('vehicles board', () => {
  it('moves a vehicle evenly to where it reported, in the time between its reports', () => {
    const board = new VehiclesBoard();
    board.apply(vehiclesFrame('vehicles_snapshot', 1, [[42, 114, 22]]), 0);
    board.apply(vehiclesFrame('vehicles_delta', 2, [[42, 114.01, 22.02]]), 4000);
    board.advance(6000);
    expect(board.shown[0]).toBeCloseTo(114.005, 9);
    expect(board.shown[1]).toBeCloseTo(22.01, 9);
    expect(board.advance(8000)).toBe(false);
    expect(board.shown[1]).toBeCloseTo(22.02, 9);
  });

  it('lets a vehicle that was silent for long appear at its place instead of crossing the city', () => {
    const board = new VehiclesBoard();
    board.apply(vehiclesFrame('vehicles_snapshot', 1, [[42, 114, 22]]), 0);
    board.apply(vehiclesFrame('vehicles_delta', 2, [[42, 114.4, 22.7]]), 60_000);
    board.advance(60_001);
    expect(board.shown[0]).toBeCloseTo(114.4, 9);
  });

  it('keeps the others in place when one goes away', () => {
    const board = new VehiclesBoard();
    board.apply(
      vehiclesFrame('vehicles_snapshot', 1, [
        [1, 114.1, 22.1],
        [2, 114.2, 22.2],
        [3, 114.3, 22.3],
      ]),
      0,
    );
    board.apply(vehiclesFrame('vehicles_delta', 2, [], [1]), 1000);
    board.advance(2000);
    expect(board.count).toBe(2);
    const slot = board.findSlot(3)!;
    expect(board.shown[2 * slot]).toBeCloseTo(114.3, 9);
    expect(board.vehicle_class[slot]).toBe(3);
    expect(board.findSlot(1)).toBeUndefined();
  });

  it('reports a gap instead of guessing', () => {
    const board = new VehiclesBoard();
    board.apply(vehiclesFrame('vehicles_snapshot', 1, []), 0);
    expect(board.apply(vehiclesFrame('vehicles_delta', 3, [[1, 114, 22]]), 0)).toBe(false);
    expect(board.count).toBe(0);
  });
});
