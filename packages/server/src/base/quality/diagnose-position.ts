import type { Bilingual, Datum } from '@opentocc/contract';
import { CHINA_DATUMS, type DatumTally, judgeDatum, type Shift } from '@opentocc/core/quality';
import { QUALITY_LIMITS } from './limits.ts';
import { type Diagnosis, EXAMPLES, evidence, percentOf, type Symptom } from './symptom.ts';
import type { DatumJudged } from './terminal-evidence.ts';

/** What the looks at places of one source come to. */
export interface PositionLook {
  readonly source: number;
  readonly declared: Datum;
  readonly tally: DatumTally;
  readonly vehicles: number;
  readonly others: readonly DatumJudged[];
  /** Against the nearest roads, of the last minutes. */
  readonly shift: Shift | null;
  /** Found by search, when nothing lies on roads; null while it is not known. */
  readonly far: { readonly east_m: number; readonly north_m: number; readonly on_road: number } | null;
}

/** A shift is reported when it is this many times its half width. */
const SHIFT_CLEAR = 3;
/** Places of fewer vehicles say nothing of the source. */
const LEAST_VEHICLES = 3;

/** Whether a source sends the datum that it declares, and whether its positions are shifted. */
export function diagnosePositions(look: PositionLook): Diagnosis[] {
  const { source, declared, tally, vehicles, shift, far } = look;
  const verdict = vehicles >= LEAST_VEHICLES ? judgeDatum(tally, declared) : { kind: 'unknown' as const };
  const datum = verdict.kind === 'other' ? [wholeSource(look, verdict.datum)] : someTerminals(look);
  const known = verdict.kind !== 'unknown' || look.others.length > 0;
  const judged = (kind: Diagnosis['kind'], symptoms: Symptom[]): Diagnosis => ({
    ...{ source, kind, symptoms, vehicles_judged: vehicles },
  });
  const diagnoses = known ? [judged('datum', datum)] : [];
  const lost = verdict.kind === 'none';
  if (verdict.kind === 'unknown' || !(shift || lost)) return diagnoses;
  const shifted = verdict.kind === 'as_declared' && shift && isClear(shift);
  const far_off = lost && far ? [farShift(look, far)] : [];
  return [
    ...diagnoses,
    judged('shift', shifted ? [nearShift(look, shift)] : far_off),
    judged('off_road', lost && !far ? [offRoad(look)] : []),
  ];
}

function isClear({ east_m, north_m, half_width_m }: Shift): boolean {
  const size_m = Math.hypot(east_m, north_m);
  return size_m >= QUALITY_LIMITS.shift.value && size_m >= SHIFT_CLEAR * half_width_m;
}

function wholeSource(look: PositionLook, datum: Datum): Symptom {
  const { declared } = look;
  return {
    ...base(look),
    kind: 'datum',
    variant: datum,
    severity: 'critical',
    certainty: 'sure',
    title: {
      zh: `声明 ${declared}，实际发送 ${datum}：位置整体偏移`,
      en: `Declares ${declared} but sends ${datum}: every position is off`,
    },
    advice: {
      zh: `请数据源责任单位书面确认坐标系；确认后将该数据源坐标系改为 ${datum}，位置即自动纠正。`,
      en: `Have the owner confirm the datum in writing, then set the source to ${datum}: its positions are corrected from then on.`,
    },
    vehicles: look.vehicles,
    reason: 'unmatched',
  };
}

/** Some terminals alone; none is a good sign only when their source as a whole could be judged. */
function someTerminals(look: PositionLook): Symptom[] {
  return CHINA_DATUMS.flatMap((datum) => {
    const wrong = look.others.filter(({ verdict }) => verdict.kind === 'other' && verdict.datum === datum);
    if (wrong.length === 0) return [];
    const symptom: Symptom = {
      ...base(look),
      kind: 'datum',
      variant: datum,
      severity: 'major',
      certainty: 'likely',
      title: {
        zh: `${wrong.length} 台终端实际发送 ${datum}，与声明的 ${look.declared} 不符`,
        en: `${wrong.length} terminals send ${datum} where ${look.declared} is declared`,
      },
      advice: {
        zh: '请终端厂商改正所列终端的坐标输出；若同属一家转发方，宜拆分为独立数据源。',
        en: 'Have the maker correct the terminals named; if one forwarder sends them all, make it a source of its own.',
      },
      concerned: 'terminal_maker',
      vehicles: wrong.length,
      examples: wrong.slice(0, EXAMPLES).map(({ vehicle }) => vehicle),
    };
    return [symptom];
  });
}

function nearShift(look: PositionLook, { east_m, north_m, half_width_m, samples }: Shift): Symptom {
  return shiftSymptom(look, east_m, north_m, [
    evidence('95% 置信半宽', '95 % half width', `±${half_width_m.toFixed(1)} m`),
    evidence('样本数', 'Samples', String(samples)),
  ]);
}

function farShift(
  look: PositionLook,
  { east_m, north_m, on_road }: NonNullable<PositionLook['far']>,
): Symptom {
  return shiftSymptom(look, east_m, north_m, [
    evidence('按此移回后在路上', 'On roads once moved back', percentOf(on_road)),
  ]);
}

function shiftSymptom(
  look: PositionLook,
  east_m: number,
  north_m: number,
  more: Symptom['evidence'],
): Symptom {
  const size_m = Math.hypot(east_m, north_m);
  const way = compass(east_m, north_m);
  return {
    ...base(look),
    kind: 'shift',
    variant: '',
    severity: size_m >= 60 ? 'critical' : 'major',
    certainty: 'likely',
    title: {
      zh: `位置系统性偏向${way.zh} ${Math.round(size_m)} 米，不是已知坐标系`,
      en: `Positions are ${Math.round(size_m)} m to the ${way.en} throughout, by no known datum`,
    },
    advice: {
      zh: '请数据源责任单位检查坐标换算参数、取整或人为加偏；同时核对该区域路网位置。',
      en: 'Have the owner check conversion, rounding or a deliberate offset; check where the network is drawn as well.',
    },
    evidence: [
      evidence('偏移（东 / 北）', 'Shift east / north', `${east_m.toFixed(0)} / ${north_m.toFixed(0)} m`),
      ...more,
      ...onRoads(look),
    ],
    vehicles: look.vehicles,
  };
}

function offRoad(look: PositionLook): Symptom {
  return {
    ...base(look),
    kind: 'off_road',
    variant: '',
    severity: 'major',
    certainty: 'possible',
    title: {
      zh: '行驶中的定位多数不在道路上，任何坐标系都解释不了',
      en: 'Most fixes of moving vehicles lie on no road, under any datum',
    },
    advice: {
      zh: '先看车辆是否在场站、港区等图外道路；再查坐标字段（经纬颠倒、截断、脱敏加扰）。',
      en: 'See first whether they drive where the map has no roads (port, depot); then whether coordinates are exchanged, cut or blurred.',
    },
    vehicles: look.vehicles,
    reason: 'unmatched',
  };
}

function base(look: PositionLook) {
  return {
    source: look.source,
    concerned: 'source_owner' as const,
    evidence: onRoads(look),
    vehicles_judged: look.vehicles,
    examples: [],
    reason: null,
  };
}

/** How often sampled places lie on a road that leads their way, under each datum and elsewhere. */
function onRoads({ tally }: PositionLook): Symptom['evidence'] {
  const share = (count: number) => percentOf(count / Math.max(1, tally.samples));
  return [
    ...CHINA_DATUMS.map((datum, i) =>
      evidence(`按 ${datum} 在路上`, `On roads as ${datum}`, share(tally.on_road[i])),
    ),
    evidence('随机对照点在路上', 'On roads elsewhere, by chance', share(tally.elsewhere)),
    evidence('抽样点', 'Places sampled', String(tally.samples)),
  ];
}

const COMPASS: readonly Bilingual[] = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'north-east' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'south-east' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'south-west' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'north-west' },
];

function compass(east_m: number, north_m: number): Bilingual {
  const eighth = Math.round((Math.atan2(east_m, north_m) * 4) / Math.PI);
  return COMPASS[(eighth + 8) % 8];
}
