import { expect, it } from 'vitest';
import { WARNING_KINDS, weatherKindOf } from './kinds.ts';

it.each([
  ['暴雨橙色预警', 'rainstorm'],
  ['Heavy Rain', 'rainstorm'],
  ['台风蓝色预警信号', 'typhoon'],
  ['Tropical Storm Warning', 'typhoon'],
  ['大雾黄色预警', 'fog'],
  ['大风蓝色预警', 'wind'],
  ['地质灾害', '地质灾害'],
])('%s of a weather service is %s to plans', (said, kind) => {
  expect(weatherKindOf(said)).toBe(kind);
});

it('every kind that plans know is found by its own name', () => {
  for (const { key, name } of WARNING_KINDS)
    expect([weatherKindOf(name.zh), weatherKindOf(name.en)]).toEqual([key, key]);
});
