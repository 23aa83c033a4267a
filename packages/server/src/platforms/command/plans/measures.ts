import type { IndexScope, IndexValue } from '@opentocc/contract';
import type { NetworkPlace, RoadNetwork } from '@opentocc/core/network';
import type { Measure, Named } from './choices.ts';

/** What is asked of the indices. */
interface IndicesNow {
  current(scope: IndexScope): readonly IndexValue[];
}

const rounded = (value: number | null): number | null => value && Math.round(value * 10) / 10;

const CITY: Named = { key: 'city', name: { zh: '全市', en: 'the city' } };

/**
 * Measures that thresholds may name: index and speed of the city, its districts and the roads around its hubs. They are
 * there before the first minute is over, without a value.
 */
export function measuresOf(indices: IndicesNow, { meta }: Pick<RoadNetwork, 'meta'>): Measure[] {
  const named = ({ code, name_zh, name_en }: Pick<NetworkPlace, 'code' | 'name_zh' | 'name_en'>): Named => ({
    key: code,
    name: { zh: name_zh, en: name_en },
  });
  const places = [
    ['city', [CITY]],
    ['district', meta.districts.map(named)],
    ['hub', meta.places.map(named)],
  ] as const;
  return places.flatMap(([scope, all]) => {
    const values = new Map(indices.current(scope).map((value) => [value.key, value]));
    return all.flatMap(({ key, name }): Measure[] => [
      {
        key: `index/${scope}/${key}`,
        name: { zh: `${name.zh}交通指数`, en: `Traffic index of ${name.en}` },
        unit: '0–10',
        now: () => rounded(values.get(key)?.index ?? null),
      },
      {
        key: `speed/${scope}/${key}`,
        name: { zh: `${name.zh}平均车速`, en: `Mean speed of ${name.en}` },
        unit: 'km/h',
        now: () => rounded(values.get(key)?.speed_kmh ?? null),
      },
    ]);
  });
}
