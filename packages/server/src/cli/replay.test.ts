import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestPlatform } from '@opentocc/testkit/fleet';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entriesOf, replay } from './replay.ts';
import { readRecording } from './replay-fixes.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const csv = (name: string, ...rows: string[]) => {
  const file = join(folder, name);
  writeFileSync(file, `${rows.join('\n')}\n`);
  return file;
};

describe('a recording', () => {
  it.each([
    ['plain', 'vehicle,time,lon,lat,speed'],
    ['chinese', '车牌,时间,经度,纬度,速度'],
    ['units', '﻿车牌号,GPS时间,经度(°),纬度(°),速度（km/h）'],
  ])('is read by its headings: %s', async (name, heading) => {
    const file = csv(`${name}.csv`, heading, '粤B12345,2026-11-27 08:00:00,114.05,22.55,36.5');
    const { fixes } = await readRecording(file);
    expect(fixes).toEqual([
      {
        ...{ vehicle: '粤B12345', at_ms: Date.UTC(2026, 10, 27, 8), lon: 114.05, lat: 22.55 },
        ...{ speed_kmh: 36.5, direction_deg: null },
      },
    ]);
  });

  it.each([
    ['1795766400', 1_795_766_400_000],
    ['1795766400123', 1_795_766_400_123],
    ['2026-11-27T16:00:00+08:00', Date.UTC(2026, 10, 27, 8)],
    ['2026/11/27 08:00:00', Date.UTC(2026, 10, 27, 8)],
    ['20261127080000', Date.UTC(2026, 10, 27, 8)],
  ])('has times as %s', async (time, at_ms) => {
    const { fixes } = await readRecording(csv('time.csv', 'id,time,x,y', `a,${time},114,22`));
    expect(fixes[0].at_ms).toBe(at_ms);
  });

  it('counts and names rows that are no fixes, and goes on', async () => {
    const rows = ['a,2026-11-27 08:00:00,114,22,30', 'a,soon,114,22,30', 'a,2026-11-27 08:00:10,east,22,30'];
    const more = [
      'a,2026-11-27 08:00:20,114,220,30',
      ',2026-11-27 08:00:20,114,22,3',
      'a,2026-11-27 08:00:30,114,22,fast',
    ];
    const recording = await readRecording(csv('bad.csv', 'id,time,x,y,speed', ...rows, ...more));
    expect(recording.fixes.map(({ speed_kmh }) => speed_kmh)).toEqual([30, null]);
    expect(recording.bad_rows).toBe(4);
    expect(recording.bad_examples[0]).toBe('2: a | soon | 114 | 22');
  });

  it('counts rows of too few and too many columns, and with a quotation mark that does not end', async () => {
    const rows = [
      'a,2026-11-27 08:00:00,114,22',
      'a,2026-11-27 08:00:02',
      'a,2026-11-27 08:00:03,114,22,7,8',
    ];
    const more = ['"a,2026-11-27 08:00:04,114,22', 'a,2026-11-27 08:00:05,114,22'];
    const recording = await readRecording(csv('ragged.csv', 'id,time,x,y', ...rows, ...more));
    expect(recording.fixes.length + recording.bad_rows).toBe(5);
    expect(recording.bad_rows).toBe(1);
    expect(new Set(recording.fixes.map(({ vehicle }) => vehicle))).toEqual(new Set(['a']));
  });

  it('is refused without a column, without a fix, or when it is not there', async () => {
    await expect(readRecording(csv('no.csv', 'id,time,x', 'a,1,2'))).rejects.toMatchObject({
      code: 'replay.columns',
    });
    await expect(readRecording(csv('none.csv', 'id,time,x,y', 'a,b,c,d'))).rejects.toMatchObject({
      code: 'replay.empty',
    });
    await expect(readRecording(join(folder, 'absent.csv'))).rejects.toMatchObject({ code: 'replay.no_file' });
  });
});

describe('the terminal of a vehicle', () => {
  it('has a number of its own, whatever else is in the file', () => {
    const alone = entriesOf(['taxi1']).get('taxi1');
    expect(entriesOf(['taxi9', 'taxi2', 'taxi1']).get('taxi1')).toEqual(alone);
    expect(alone?.phone).toMatch(/^9\d{18}$/);
    expect(entriesOf(['13900000001']).get('13900000001')?.phone).toBe('13900000001');
  });

  it('is never shared, and neither is its plate', () => {
    const vehicles = Array.from({ length: 20_000 }, (_, i) => `a-vehicle-with-a-long-name-${i}`);
    const entries = [...entriesOf(vehicles).values()];
    expect(new Set(entries.map(({ phone }) => phone)).size).toBe(20_000);
    expect(new Set(entries.map(({ plate }) => plate)).size).toBe(20_000);
  });
});

describe('a replay', () => {
  let platform: TestPlatform;
  let port: number;
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  beforeEach(async () => {
    platform = new TestPlatform();
    port = await platform.listen();
    process.exitCode = undefined;
  });
  afterEach(() => {
    platform.close();
    process.exitCode = undefined;
  });
  afterAll(() => stderr.mockRestore());

  const MOVING = [
    'id,time,x,y',
    'a,1795766400,-46.6,-23.5',
    'a,1795766410,-46.6,-23.501',
    'a,1795766420,-46.6,-23.502',
  ];

  it('keeps the distances in time of the file, states no speed that it has not, and says its hemispheres', async () => {
    await replay(csv('moving.csv', ...MOVING), { host: '127.0.0.1', port, speed: 20 });
    const { positions } = platform;
    expect(positions.map(({ at_ms }) => at_ms - positions[0].at_ms)).toEqual([0, 10_000, 20_000]);
    expect(positions.map(({ speed_dkmh, direction_deg }) => [speed_dkmh, direction_deg])).toEqual(
      Array.from({ length: 3 }, () => [0xffff, 0xffff]),
    );
    expect(positions[0]).toMatchObject({ lon_e6: 46_600_000, lat_e6: 23_500_000, status: 0b1111 });
    expect(positions[2].at_ms).toBeLessThanOrEqual(Date.now());
    expect(process.exitCode).toBeUndefined();
  }, 15_000);

  it('fails with what to do when no terminal is registered', async () => {
    platform.result = 4;
    const refused = replay(csv('refused.csv', ...MOVING), { host: '127.0.0.1', port, speed: 20 });
    await expect(refused).rejects.toMatchObject({ code: 'replay.not_registered' });
  });

  it('fails when no gateway answers', async () => {
    platform.close();
    const nobody = replay(csv('nobody.csv', ...MOVING), { host: '127.0.0.1', port, speed: 20 });
    await expect(nobody).rejects.toMatchObject({ code: 'replay.no_gateway' });
  });
});
