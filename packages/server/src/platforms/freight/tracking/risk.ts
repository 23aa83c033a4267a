import type { RiskScore } from '@opentocc/contract';
import type { CountedAlarm } from './alarm-store.ts';
import { RISK_DAYS, RISK_SOURCE, RISK_WEIGHTS, RULES } from './rules.ts';

/** Trips that everybody is given besides their own: one alarm in a first trip says little. */
const PRIOR_TRIPS = 5;
const [MIDDLE, HIGH] = [20, 50];
/** Causes for which nobody is to blame who drives. */
const BLAMELESS: readonly string[] = [
  ...['false_alarm', 'road_closed', 'port_closed', 'customs_check', 'no_signal', 'congestion'],
];

/**
 * What is known against a truck, driver or firm, 0–100: of each kind of alarm the share of trips that had one, by its weight.
 * Alarms with a cause that nobody is to blame for do not count.
 */
export function riskOf(trips: number, alarms: readonly CountedAlarm[]): RiskScore {
  const counted = alarms.filter(({ cause }) => cause === null || !BLAMELESS.includes(cause));
  const of = trips + PRIOR_TRIPS;
  const parts = RISK_WEIGHTS.map(({ code, name, weight }) => {
    const own = counted.filter(({ kind, outcome }) =>
      code === 'sanction' ? outcome === 'suspension' || outcome === 'removal' : kind === code,
    );
    const count = new Set(own.map(({ trip }) => trip)).size;
    return { code, name, count, of, weight, points: (weight * count) / of };
  });
  const score =
    trips === 0 ? null : Math.min(100, Math.round(parts.reduce((sum, { points }) => sum + points, 0)));
  return {
    ...{ score, band: score === null ? null : score >= HIGH ? 'high' : score >= MIDDLE ? 'middle' : 'low' },
    parts,
    formula: {
      zh: `各类告警：权重 × 有该类告警的车次数 ÷（车次数 + ${PRIOR_TRIPS}），相加，最高 100；查明为误报、封路、口岸关闭、查验、无信号、拥堵的不计`,
      en: `Of each kind: weight × trips with such an alarm ÷ (trips + ${PRIOR_TRIPS}), added up, 100 at most; false alarms and those by closed roads or ports, checks, no signal or congestion do not count`,
    },
    ...{ valid_from: RULES.valid_from, source: RISK_SOURCE, assumed: true, days: RISK_DAYS },
  };
}
