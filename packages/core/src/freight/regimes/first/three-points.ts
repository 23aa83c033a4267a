import { dayOf } from '../clock-words.ts';
import type { Rule } from '../kinds/index.ts';
import type { Regime } from '../regime.ts';
import { assumed, EVERY_MODE, OPEN_PORTS, PAPERS, source } from './rule-parts.ts';

/** Stays at these kinds of places alone; 15 min are stated, the later stages assumed. */
export const staysAt = (at: Extract<Rule, { kind: 'stays' }>['at']): Rule => ({
  ...assumed('stays', '三点一线停留', 'Stays at the three points', 'suspend'),
  ...{ kind: 'stays', at, declared_only: true },
  stages: [
    { after_min: 15, means: 'sms' },
    { after_min: 30, means: 'call' },
    { after_min: 60, means: 'visit' },
  ],
});

/** 三点一线: a truck stands at its port, work site and lodging, and at service areas on the way. */
export const THREE_POINTS: Regime = {
  ...{ code: 'three-points', version: 1, stance: 'emergency', streets: [] },
  name: { zh: '三点一线', en: 'Three points, one line' },
  ...{ from_ms: dayOf('2022-02-17'), to_ms: dayOf('2022-03-01') },
  source: source(
    '2022-02-17：口岸、作业点、住宿点及途中服务区；在别处超过 15 分钟分级报警：短信、电话、上门（后两级时长为假定）',
    '2022-02-17: port, work site, lodging, service areas on the way; over 15 min elsewhere, an alarm in stages: SMS, call, visit (times of the later two assumed)',
  ),
  assumed: false,
  rules: [
    ...[EVERY_MODE, OPEN_PORTS, PAPERS],
    {
      ...assumed('declared', '申报三点', 'The points are declared', 'refuse'),
      ...{ kind: 'declarations', before_min: 0, entries: null, tolerance_min: null },
    },
    staysAt(['port', 'site', 'lodging', 'service']),
  ],
  opening: { planned: 'rejudge', under_way: 'finish', grace_min: 24 * 60 },
};
