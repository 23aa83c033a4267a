import type { StudyAssumption } from '@opentocc/contract';
import { TRAFFIC_PARAMETERS } from '@opentocc/core/demand';
import { MEASURES } from './preset.ts';
import { DETOURS } from './scenario-options.ts';
import { COUNTS_FROM } from './summarise.ts';

const P = TRAFFIC_PARAMETERS;
const OURS = { zh: '工程经验', en: 'Engineering practice' };

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** All figures that were assumed and not measured, in the words of the screen. */
export function assumptions(): StudyAssumption[] {
  const { lane_capacity_vph: capacity } = P;
  const parameter = (zh: string, en: string, value: string): StudyAssumption => ({
    ...{ name: { zh, en }, value },
    ...{ source: P.source, valid_from: P.valid_from, assumed: P.assumed },
  });
  const measure = (zh: string, en: string, value: string): StudyAssumption => ({
    ...{ name: { zh, en }, value, source: OURS },
    ...{ valid_from: MEASURES.valid_from, assumed: MEASURES.assumed },
  });
  const classes = [capacity.motorway, capacity.expressway, capacity.arterial, capacity.collector];
  return [
    parameter(
      '单车道通行能力（高速/快速/主干/次干/支路）',
      'Lane capacity (motorway/expressway/arterial/collector/local)',
      `${[...classes, capacity.local].join(' / ')} veh/h`,
    ),
    parameter('匝道单车道通行能力', 'Lane capacity of ramps', `${P.ramp_capacity_vph} veh/h`),
    parameter('拥堵回波速度', 'Speed of waves upstream', `${P.wave_mps} m/s`),
    parameter('达到通行能力时的速度比', 'Speed ratio at capacity', percent(P.ratio_at_capacity)),
    parameter('畅通或未知路段的最低负荷', 'Least load of free and unknown links', percent(P.least_load)),
    parameter('信号周期（固定配时）', 'Signal cycle (fixed time)', `${P.signal.cycle_s} s`),
    parameter('信号路口进口道绿信比', 'Green share of an approach', percent(P.green_share)),
    parameter('左转专用道长度', 'Length of left-turn lanes', `${P.left_pocket_m} m`),
    measure('推演时段内的需求（方案未改动时）', 'Demand ahead, where no scenario changes it', 'q(t) = q(0)'),
    measure(
      '见封闭或久等后另选路的比例（可见距离，等待）',
      'Drivers who turn off at a closure or after a long wait (sight, wait)',
      `${percent(DETOURS.share)} (${DETOURS.sight_m} m, ${DETOURS.patience_s} s)`,
    ),
    measure('措施生效时延', 'Delay until a measure works', `${MEASURES.delay_min} min`),
    measure('截流时保留的绿灯', 'Green that a gate leaves', percent(MEASURES.gate_share)),
    measure(
      '计为差异的下限',
      'Least difference that counts',
      `${COUNTS_FROM.vehicle_hours} veh·h, ${100 * COUNTS_FROM.share} %`,
    ),
  ];
}
