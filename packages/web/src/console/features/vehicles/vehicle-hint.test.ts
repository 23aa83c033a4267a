import type { FoundVehicle } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { hintOf } from './vehicle-hint.ts';

const vehicle: FoundVehicle = {
  ...{ id: 1, plate: '粤B·1***5', class: 'taxi', source: 2, protocol: '2019', online: true },
  ...{ last_fix_ms: 60_000, lon: 114, lat: 22.5, speed_kmh: 0, link: 3 },
  ...{ terminal: '139****5678', source_name: { zh: '西湖出租', en: 'Xihu Taxi' } },
  road: { zh: '深南大道', en: 'Shennan Blvd' },
  district: { zh: '福田区', en: 'Futian' },
};

it('tells vehicles of the same mask apart by firm, number, place and last sign of life', () => {
  expect(hintOf(vehicle, 240_000)).toEqual({
    zh: '西湖出租 · 出租车 · …5678 · 福田区 深南大道 · 在线 3 min 前',
    en: 'Xihu Taxi · taxi · …5678 · Futian Shennan Blvd · online 3 min ago',
  });
});

it('leaves out what is not known', () => {
  const unplaced = { ...vehicle, online: false, last_fix_ms: null, road: null, district: null };
  expect(hintOf(unplaced, 0).zh).toBe('西湖出租 · 出租车 · …5678 · 离线');
});
