import { decodeLiveFrame } from '@opentocc/contract/live-frame';
import WebSocket from 'ws';
import type { Platform } from '../kit/platform.ts';
import { WAIT_CLASS_MS } from './fleet-process.ts';

/** Listens to the link states as a screen does. */
export function watchLinkStates({ url }: Platform, cookie: string) {
  /** When the states of a window came, by its end, UTC ms. */
  const came_ms = new Map<number, number>();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live?topics=links`, {
    headers: { cookie },
  });
  socket.binaryType = 'arraybuffer';
  socket.on('message', (data: ArrayBuffer, binary) => {
    if (!binary) return;
    const { kind, at_ms } = decodeLiveFrame(data);
    if (kind === 'links_delta') came_ms.set(at_ms, Date.now());
  });
  return { came_ms, close: () => socket.close() };
}

/**
 * From the frame to the link states that know it, in a client's hands. A fix is in the worker before it is acknowledged
 * or in the same turn, so the states of the first window that ends after its acknowledgement know it for certain; those
 * may be of an earlier window in truth, so the figure is an upper bound.
 * @returns the waits in ascending order with how many fixes waited so long.
 */
export function waitsForStates(
  waits: ReadonlyMap<number, Uint32Array>,
  came_ms: ReadonlyMap<number, number>,
): { ms: number; fixes: number }[] {
  const windows = [...came_ms].sort(([a], [b]) => a - b);
  const all: { ms: number; fixes: number }[] = [];
  for (const [minute_ms, classes] of waits) {
    const shown_ms = windows.find(([end_ms]) => end_ms >= minute_ms)?.[1];
    const lag_ms = shown_ms === undefined ? Number.POSITIVE_INFINITY : shown_ms - minute_ms;
    for (const [i, fixes] of classes.entries())
      if (fixes > 0) all.push({ ms: (i + 1) * WAIT_CLASS_MS + lag_ms, fixes });
  }
  return all.sort((a, b) => a.ms - b.ms);
}

/** The wait that a share of the fixes stays under, ms. */
export function waitQuantile(waits: readonly { ms: number; fixes: number }[], share: number): number {
  let left = share * waits.reduce((sum, { fixes }) => sum + fixes, 0);
  for (const { ms, fixes } of waits) {
    left -= fixes;
    if (left <= 0) return ms;
  }
  return Number.NaN;
}
