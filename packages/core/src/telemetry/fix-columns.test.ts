import { expect, test } from 'vitest';
import { copyFixBatch, createFixBatch, pickFixes } from './index.ts';

function filled(rows: number) {
  const batch = createFixBatch(rows + 3);
  for (let row = 0; row < rows; row++) {
    batch.vehicle[row] = 4_000_000_000 + row;
    batch.source[row] = row;
    batch.at_ms[row] = 1.7e12 + row;
    batch.received_ms[row] = 1.7e12 + 2 * row;
    batch.lon[row] = 114 + row / 1000;
    batch.lat[row] = 22 + row / 1000;
    batch.speed_dkmh[row] = 65_535 - row;
    batch.direction_deg[row] = row % 360;
    batch.alarm[row] = row * 3;
    batch.status[row] = row * 5;
  }
  batch.length = rows;
  return batch;
}

test('a copy has the rows in use, in one buffer that nothing else lies in', () => {
  const batch = filled(5);
  const copy = copyFixBatch(batch);
  batch.vehicle.fill(0);
  expect(copy.length).toBe(5);
  expect([...copy.vehicle]).toEqual([4e9, 4e9 + 1, 4e9 + 2, 4e9 + 3, 4e9 + 4]);
  expect([...copy.direction_deg]).toEqual([0, 1, 2, 3, 4]);
  const { length: _, holds: __, ...columns } = copy;
  const buffers = new Set(Object.values(columns).map(({ buffer }) => buffer));
  expect(buffers.size).toBe(1);
  expect(copy.vehicle.buffer.byteLength).toBe(5 * 50);
});

test('picked rows come in the order asked for, with every column', () => {
  const batch = filled(7);
  const picked = pickFixes(batch, Uint32Array.of(6, 0, 3));
  for (const [i, row] of [6, 0, 3].entries())
    for (const column of Object.keys(batch) as (keyof typeof batch)[])
      if (column !== 'length' && column !== 'holds') expect(picked[column][i]).toBe(batch[column][row]);
  expect(picked.length).toBe(3);
});
