import { linksTopic } from '@opentocc/contract/links-topic';
import { MINUTE_MS } from '@opentocc/core/time';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// The modules read the reader's preferences when they are loaded; here is no browser.
Object.assign(globalThis, {
  localStorage: { getItem: () => null, setItem: () => undefined },
  matchMedia: () => ({ matches: false }),
  addEventListener: () => undefined,
});
const { playerStore, replayedStore } = await import('./replay-clock.ts');
const { replayAt } = await import('./replay-player.ts');

const NOON_MS = Date.parse('2026-11-27T12:00:00+08:00');
/** Minutes of which something is stored; others are not. */
let stored: ReadonlySet<number>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (url: string) => {
    const at_ms = Number(/replay\/(\d+)$/.exec(url)?.[1]);
    if (!stored.has(at_ms)) return Response.json({ title: '', status: 404 }, { status: 404 });
    const state = Uint8Array.of(3, 4);
    const frame = { kind: 'links_snapshot', sequence: 0, at_ms, link: new Uint32Array(0), state } as const;
    return new Response(linksTopic.encode({ ...frame, speed_kmh: Uint8Array.of(20, 10) }) as BodyInit);
  });
});
afterEach(() => {
  playerStore.get()?.close();
  playerStore.set(null);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Begins a replay of links alone. */
async function begin(at_ms: number, newest_ms = NOON_MS) {
  replayAt(at_ms, newest_ms, false);
  await vi.advanceTimersByTimeAsync(0);
  const player = playerStore.get();
  if (!player) throw new Error('no replay has begun');
  return player;
}

test('roads of a time of which nothing is stored are unknown, not as they were shown before', async () => {
  stored = new Set([NOON_MS - 10 * MINUTE_MS]);
  const player = await begin(NOON_MS - 10 * MINUTE_MS);
  expect([...player.links.state]).toEqual([3, 4]);
  expect(player.state.get().lack).toBeNull();
  player.seek(NOON_MS - 20 * MINUTE_MS);
  await vi.advanceTimersByTimeAsync(0);
  expect([...player.links.state]).toEqual([0, 0]);
  expect(player.state.get().lack).toBe('nothing_stored');
});

test('it plays its range at its speed and stops at the end, or begins again', async () => {
  stored = new Set();
  const player = await begin(NOON_MS - 2 * MINUTE_MS);
  player.setRange({ from_ms: NOON_MS - 3 * MINUTE_MS, to_ms: NOON_MS - MINUTE_MS });
  player.set({ speed: 60 });
  player.setPlaying(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(player.state.get()).toMatchObject({ at_ms: NOON_MS - MINUTE_MS, playing: false });
  player.set({ loop: true });
  player.setPlaying(true);
  expect(player.state.get().at_ms).toBe(NOON_MS - 3 * MINUTE_MS);
  await vi.advanceTimersByTimeAsync(2000);
  expect(player.state.get()).toMatchObject({ at_ms: NOON_MS - 3 * MINUTE_MS, playing: true });
});

test('a time outside the range brings its day as the range, and nothing lies after what is stored', async () => {
  stored = new Set();
  const player = await begin(NOON_MS + MINUTE_MS);
  expect(player.state.get().at_ms).toBe(NOON_MS);
  player.seek(NOON_MS - 30 * 60 * MINUTE_MS);
  const { at_ms, from_ms, to_ms } = player.state.get();
  expect(at_ms).toBe(NOON_MS - 30 * 60 * MINUTE_MS);
  expect([from_ms, to_ms].map((ms) => (NOON_MS - ms) / 3_600_000)).toEqual([36, 12]);
  expect(replayedStore.get()).toBe(at_ms);
  player.close();
  expect(replayedStore.get()).toBeNull();
});
