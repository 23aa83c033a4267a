import type { GoodsRule } from '@opentocc/contract';
import type { BreachRule } from '@opentocc/core/freight';

const MINUTE_S = 60;
const SCALE = { min_c: -60, max_c: 70 };

const rule = (
  id: string,
  side: BreachRule['side'],
  measure: BreachRule['measure'],
  limit_c: number,
  minutes: number,
): BreachRule => ({ id, side, measure, limit_c, duration_s: minutes * MINUTE_S });

const SOURCE = {
  zh: 'GB 31605-2020 食品冷链物流卫生规范：冷冻 ≤ −18 ℃、冷藏 0–10 ℃（波动与时长为假定值，2026-11-28）',
  en: 'GB 31605-2020: frozen ≤ −18 °C, chilled 0–10 °C; tolerances and durations are assumed (2026-11-28)',
};

/** Rules that every installation begins with; each is replaced by a version of its own. */
export const FIRST_RULES: readonly GoodsRule[] = [
  {
    ...{ goods_class: 'deep_frozen', version: 1, name: { zh: '超低温', en: 'Deep-frozen' } },
    settings: {
      rules: [rule('hot', 'hot', 'consecutive', -45, 20), rule('hot-sum', 'hot', 'cumulative', -45, 60)],
      ...{ scale: { min_c: -90, max_c: 70 }, lost_after_s: 30 * MINUTE_S, door_open_s: 5 * MINUTE_S },
    },
    ...{ source: SOURCE, assumed: true, valid_from_ms: 0 },
  },
  {
    ...{ goods_class: 'frozen', version: 1, name: { zh: '冷冻', en: 'Frozen' } },
    settings: {
      rules: [
        rule('hot', 'hot', 'consecutive', -15, 20),
        rule('hot-sum', 'hot', 'cumulative', -15, 60),
        rule('cold', 'cold', 'consecutive', -35, 60),
      ],
      ...{ scale: SCALE, lost_after_s: 30 * MINUTE_S, door_open_s: 5 * MINUTE_S },
    },
    ...{ source: SOURCE, assumed: true, valid_from_ms: 0 },
  },
  {
    ...{ goods_class: 'chilled', version: 1, name: { zh: '冷藏', en: 'Chilled' } },
    settings: {
      rules: [
        rule('hot', 'hot', 'consecutive', 10, 30),
        rule('hot-sum', 'hot', 'cumulative', 10, 90),
        rule('cold', 'cold', 'consecutive', 0, 15),
        rule('cold-sum', 'cold', 'cumulative', 0, 45),
      ],
      ...{ scale: SCALE, lost_after_s: 30 * MINUTE_S, door_open_s: 5 * MINUTE_S },
    },
    ...{ source: SOURCE, assumed: true, valid_from_ms: 0 },
  },
];
