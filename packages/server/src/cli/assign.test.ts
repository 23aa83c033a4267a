import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { AppError } from '../kit/errors.ts';
import { assignFiles } from './assign.ts';

const SIOUX_FALLS = join(import.meta.dirname, '../../../../../shared/data/tntp/SiouxFalls');
const folder = mkdtempSync(join(tmpdir(), 'opentocc-assign-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FLAGS = { gap: 1e-6, iterations: 500, tollFactor: 0, distanceFactor: 0 };
const META =
  '<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 2\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> 1\n<END OF METADATA>\n';
const TRIPS = '<NUMBER OF ZONES> 2\n<END OF METADATA>\nOrigin 1\n2 : 6.0;\n';

function printed(net: string, trips: string) {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    assignFiles(net, trips, FLAGS);
    return JSON.parse(String(write.mock.calls[0][0]));
  } finally {
    write.mockRestore();
  }
}

function problem(net: string, trips = TRIPS): string {
  const [netFile, tripsFile] = [join(folder, 'net.tntp'), join(folder, 'trips.tntp')];
  writeFileSync(netFile, net);
  writeFileSync(tripsFile, trips);
  try {
    printed(netFile, tripsFile);
  } catch (error) {
    if (error instanceof AppError) return `${error.in('zh')} ${error.in('en')}`;
    throw error;
  }
  return '';
}

test.skipIf(!existsSync(SIOUX_FALLS))(
  'prints the equilibrium of Sioux Falls with flow and cost by link',
  () => {
    const result = printed(
      join(SIOUX_FALLS, 'SiouxFalls_net.tntp'),
      join(SIOUX_FALLS, 'SiouxFalls_trips.tntp'),
    );
    expect(result.relative_gap).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(result.objective / 4_231_335.287 - 1)).toBeLessThan(2e-6);
    expect(result.links).toHaveLength(76);
    // Published: 4494.66 vehicles and 6.0008 minutes from node 1 to node 2.
    expect(result.links[0]).toMatchObject({ from: 1, to: 2 });
    expect(result.links[0].volume).toBeCloseTo(4494.66, 0);
    expect(result.links[0].cost).toBeCloseTo(6.0008, 3);
  },
);

test('what is wrong with a file is said with its name and place', () => {
  expect(problem('hello')).toMatch(/net\.tntp.*END OF METADATA/s);
  expect(problem(`${META}1 7 10 1 1 0.15 4 0 0 1 ;`)).toMatch(/7.*2 nodes/);
  expect(problem(`${META}1 2 0 1 1 0.15 4 0 0 1 ;`)).toMatch(/capacity 0/);
  expect(problem(`${META}1 2 10 1 1 0.15 4 0 0 1 ;`, TRIPS.replace('6.0', '-6.0'))).toMatch(
    /trips\.tntp.*-6/s,
  );
  expect(problem(`${META}2 1 10 1 1 0.15 4 0 0 1 ;`)).toMatch(/no path from zone 1 to zone 2/);
});
