import { decodeLiveFrame, SPEED_UNKNOWN, type VehiclesFrame, vehiclesTopic } from '@opentocc/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VehicleBoard, type VehiclePositions } from './vehicle-board.ts';

const TAXI = 0;
const NEVER = Number.NEGATIVE_INFINITY;

function positions(at_ms: number, rows: Record<number, [lon: number, lat: number]>): VehiclePositions {
  const ids = Object.keys(rows).map(Number);
  return {
    at_ms,
    vehicle: Uint32Array.from(ids),
    lon: Float64Array.from(ids, (id) => rows[id][0]),
    lat: Float64Array.from(ids, (id) => rows[id][1]),
    speed_kmh: ids.map(() => 36.4),
    course_deg: ids.map(() => 90),
    link: Uint32Array.from(ids, () => 7),
    fix_ms: Float64Array.from(ids, () => at_ms),
    came_ms: Float64Array.from(ids, () => at_ms),
  };
}

/** What a client holds after it has applied frames one by one. */
function shown(frames: readonly VehiclesFrame[]): Map<number, [number, number]> {
  const held = new Map<number, [number, number]>();
  for (const frame of frames) {
    if (frame.kind === 'vehicles_snapshot') held.clear();
    frame.vehicle.forEach((id, i) => {
      held.set(id, [frame.lon_e6[i] / 1e6, frame.lat_e6[i] / 1e6]);
    });
    for (const id of frame.removed) held.delete(id);
  }
  return held;
}

describe('vehicle board', () => {
  it('says of a vehicle that states no speed that it is unknown, not that it stands', () => {
    const board = new VehicleBoard(() => TAXI);
    const delta = board.advance({ ...positions(1000, { 7: [114, 22] }), speed_kmh: [Number.NaN] }, NEVER);
    expect(delta.speed_kmh[0]).toBe(SPEED_UNKNOWN);
    expect(board.find(7)?.speed_kmh).toBeNull();
  });

  it('tells what moved, rounded to what a screen can show', () => {
    const board = new VehicleBoard(() => TAXI);
    const delta = board.advance(positions(1000, { 5: [114.05, 22.54] }), NEVER);
    expect([...delta.vehicle]).toEqual([5]);
    expect(delta.lon_e6[0]).toBe(114_050_000);
    expect(delta.speed_kmh[0]).toBe(36);
    expect(delta.course[0]).toBe(64);
    expect(board.find(5)).toMatchObject({ fix_ms: 1000, lon: 114.05, link: 7 });
  });

  it('takes a silent vehicle away and keeps the others findable', () => {
    const board = new VehicleBoard(() => TAXI);
    board.advance(positions(1000, { 1: [114, 22], 2: [114.1, 22.1], 3: [114.2, 22.2] }), NEVER);
    const delta = board.advance(positions(400_000, { 3: [114.3, 22.3] }), 100_000);
    expect([...delta.removed].sort()).toEqual([1, 2]);
    expect(board.size).toBe(1);
    expect(board.find(1)).toBeUndefined();
    expect(board.find(3)?.lon).toBeCloseTo(114.3);
  });

  it('brings a client that follows the deltas to the same picture as one that starts now', () => {
    const step = fc.dictionary(
      fc.integer({ min: 0, max: 3000 }).map(String),
      fc.tuple(fc.integer({ min: 113_000_000, max: 115_000_000 }), fc.constant(22_500_000)),
      { maxKeys: 40 },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const board = new VehicleBoard(() => TAXI);
        const frames = [board.snapshot(0)];
        steps.forEach((rows, i) => {
          const degrees = Object.fromEntries(
            Object.entries(rows).map(([id, [lon, lat]]) => [id, [lon / 1e6, lat / 1e6] as [number, number]]),
          );
          frames.push(board.advance(positions(i * 1000, degrees), (i - 2) * 1000));
        });
        const wired = frames.map(
          (frame) => decodeLiveFrame(vehiclesTopic.encode(frame).buffer) as VehiclesFrame,
        );
        expect(wired.map((frame) => frame.sequence)).toEqual(wired.map((_, i) => i));
        expect(shown(wired)).toEqual(shown([board.snapshot(0)]));
      }),
    );
  });
});
