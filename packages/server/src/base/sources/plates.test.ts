import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useGateway } from './test-gateway.ts';

const gate = useGateway();

describe('plates', () => {
  test('are sealed in the database and open again after a restart', async () => {
    const { rows } = await sql<{ plate: string }>`select plate from sources_terminal`.execute(gate.db);
    for (const { plate } of rows) expect(plate).toMatch(/^v1\.personal-/);
    await gate.restart({});
    expect(gate.sources.searchVehicles('粤B10001', 1, true)).toMatchObject([{ plate: '粤B10001' }]);
  });

  test.each(['粤B·10001', '粤Ｂ１０００１', '粤b 100', '013800000001', '+86 13800000001', '13800000001'])(
    'and phones are found as people write them: %s',
    (typed) => {
      const found = gate.sources.searchVehicles(typed, 9, true).map(({ plate }) => plate);
      expect(found).toContain('粤B10001');
    },
  );

  test('are found by their mask as the screens write it, and nothing is found by dots alone', () => {
    expect(gate.sources.searchVehicles('粤B·1***1', 9, false)).toMatchObject([{ plate: '粤B10001' }]);
    expect(gate.sources.searchVehicles('··', 9, true)).toEqual([]);
  });

  test('cannot be found out letter by letter by who sees them masked', () => {
    const found = (fragment: string) => gate.sources.searchVehicles(fragment, 9, false).length;
    expect(found('粤B10')).toBe(0);
    expect(found('1***1')).toBe(1);
    expect(found('粤B10001')).toBe(1);
    expect(found('1380000')).toBe(0);
  });

  test('are found in an order that tells nothing of what the mask hides', async () => {
    const plates = ['粤C29992', '粤C21112', '粤C25552'];
    await gate.sources.registerTerminals(plates.map((plate, i) => gate.entry(`1390000009${i}`, plate)));
    const inOrder = (inFull: boolean) =>
      gate.sources.searchVehicles('粤C', 9, inFull).map(({ plate }) => plates.indexOf(plate));
    expect(inOrder(false)).toEqual([0, 1, 2]);
    expect(inOrder(true)).toEqual([1, 2, 0]);
  });
});

test.each([
  ['粤B12345', '粤B·1***5'],
  ['粤BD12345', '粤B·D****5'],
  ['', ''],
])('plate %s is masked as %s', (plate, masked) => {
  expect(gate.sources.maskPlate(plate)).toBe(masked);
});
