import type { Bilingual, FindingKind, QualityFigures, RejectReason } from '@opentocc/contract';
import { QUALITY_LIMITS } from './limits.ts';
import { type Counts, figuresOf } from './model.ts';
import { type Diagnosis, evidence, percentOf, type Symptom } from './symptom.ts';

/** The last minutes of one source, and what the centre agreed with it. */
export interface ServiceLook {
  readonly source: number;
  readonly counts: Counts;
  readonly span_s: number;
  /** Since its last fix; null when it never spoke. */
  readonly silent_s: number | null;
  /** For how long terminals of it have been connected without a break; null when none is. */
  readonly connected_s: number | null;
  readonly quota_per_s: number | null;
  /** Its devices hold no connection of their own and owe reports all the time. */
  readonly isOfDetectors?: boolean;
}

/** Fewer fixes judged say nothing of a share. */
const LEAST_FIXES = 200;
/** Whoever falls short by half of what is left to 100 % again is critical. */
const CRITICAL_FACTOR = 2;

interface Rule {
  readonly kind: FindingKind;
  readonly figure: 'qualified_on_time' | 'completeness' | 'timeliness' | 'validity' | 'duplicates' | 'spoof';
  /** Whether more is better. */
  readonly least: boolean;
  readonly name: Bilingual;
  readonly advice: Bilingual;
}

const RULES: readonly Rule[] = [
  {
    kind: 'service_level',
    figure: 'qualified_on_time',
    least: true,
    name: { zh: '数据服务合格及时率', en: 'Qualified and on time' },
    advice: {
      zh: '按下列剔除原因与时延逐项整改；连续不达标的按协议约谈责任单位。',
      en: 'Work through the reasons and delays below; call in the owner by the agreement if it lasts.',
    },
  },
  {
    kind: 'incomplete',
    figure: 'completeness',
    least: true,
    name: { zh: '完整率', en: 'Completeness' },
    advice: {
      zh: '核对终端上报间隔是否与约定一致，检查转发链路丢包与盲区补传。',
      en: 'Check the reporting interval against the agreement, and losses and blind-area uploads on the way.',
    },
  },
  {
    kind: 'late',
    figure: 'timeliness',
    least: true,
    name: { zh: '及时率', en: 'Timeliness' },
    advice: {
      zh: '检查转发平台积压与网络时延；若为终端时钟问题，见“时钟”一项。',
      en: 'Look for a backlog or a slow network on the way; a wrong clock has a finding of its own.',
    },
  },
  {
    kind: 'invalid',
    figure: 'validity',
    least: true,
    name: { zh: '有效率', en: 'Validity' },
    advice: {
      zh: '打开占比最高的剔除原因，按样例与责任单位核对。',
      en: 'Open the most frequent reason and go through its samples with the owner.',
    },
  },
  {
    kind: 'duplicates',
    figure: 'duplicates',
    least: false,
    name: { zh: '重复率', en: 'Duplicates' },
    advice: {
      zh: '检查是否多路转发同一终端，或应答超时导致重发。',
      en: 'See whether two forwarders send the same terminal, or answers come too late and all is sent again.',
    },
  },
  {
    kind: 'spoof',
    figure: 'spoof',
    least: false,
    name: { zh: '疑似虚假率', en: 'Suspected spoof' },
    advice: {
      zh: '查看样例：零点、行驶中位置不变、多车同点。多为终端故障，不足以认定造假，须到车核验。',
      en: 'See the samples: place zero, frozen while driving, many vehicles in one spot. Mostly faulty terminals; proof takes a look at the vehicle.',
    },
  },
];

/** What falls short of its limit in the last minutes. */
export function diagnoseService(look: ServiceLook): Diagnosis[] {
  const { source, counts } = look;
  if (look.silent_s === null) return [];
  const silent = diagnoseSilence(look, look.silent_s);
  const figures = figuresOf(counts);
  const judged = counts.accepted + Object.values(counts.rejected).reduce((sum, n) => sum + n, 0);
  if (judged < LEAST_FIXES) return silent;
  return [...silent, quota(look), ...RULES.flatMap((rule) => applied(rule, source, figures, judged))];
}

/** Terminals that came a moment ago owe nothing yet: of them nothing is said, for or against. */
function diagnoseSilence({ source, connected_s, isOfDetectors }: ServiceLook, silent_s: number): Diagnosis[] {
  const limit_s = QUALITY_LIMITS.silent.value;
  const isSilent = silent_s > limit_s;
  if (isSilent && connected_s !== null && connected_s <= limit_s) return [];
  const of_source = isOfDetectors ? detectorSilence(source) : silence(source, connected_s !== null);
  const symptoms = isSilent ? [of_source] : [];
  return [{ source, kind: 'silent', symptoms, vehicles_judged: 0 }];
}

function applied(rule: Rule, source: number, figures: QualityFigures, judged: number): Diagnosis[] {
  const value = figures[rule.figure];
  if (value === null) return [];
  const { value: limit } = QUALITY_LIMITS[rule.figure];
  const isShort = rule.least ? value < limit : value > limit;
  const symptoms = isShort ? [shortfall(rule, source, figures, { value, limit, judged })] : [];
  return [{ source, kind: rule.kind, symptoms, vehicles_judged: 0 }];
}

function shortfall(
  { kind, least, name, advice }: Rule,
  source: number,
  figures: QualityFigures,
  { value, limit, judged }: { value: number; limit: number; judged: number },
): Symptom {
  const bad = least ? (1 - value) / (1 - limit) : value / limit;
  const [zh, en] = least ? ['低于', 'below'] : ['高于', 'above'];
  return {
    source,
    kind,
    variant: '',
    severity: bad >= 2 * CRITICAL_FACTOR ? 'critical' : bad >= CRITICAL_FACTOR ? 'major' : 'minor',
    certainty: 'sure',
    title: {
      zh: `${name.zh} ${percentOf(value)}，${zh} ${percentOf(limit)}`,
      en: `${name.en} ${percentOf(value)}, ${en} ${percentOf(limit)}`,
    },
    advice,
    concerned: 'source_owner',
    evidence: [
      evidence('判定定位数（15 分钟）', 'Fixes judged in 15 min', String(judged)),
      evidence('时延 95%', 'Delay, 95 %', `${(figures.delay_p95_s ?? 0).toFixed(1)} s`),
    ],
    vehicles: 0,
    vehicles_judged: 0,
    examples: [],
    reason: topReason(figures.rejected, kind),
  };
}

function topReason(rejected: QualityFigures['rejected'], kind: FindingKind): RejectReason | null {
  const spoofed: readonly RejectReason[] = ['zero_position', 'frozen', 'shared_position'];
  const candidates = (Object.entries(rejected) as [RejectReason, number][]).filter(
    ([reason]) => kind !== 'spoof' || spoofed.includes(reason),
  );
  return candidates.sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function quota({ source, counts, span_s, quota_per_s }: ServiceLook): Diagnosis {
  const rate = counts.received / span_s;
  const isOver = quota_per_s !== null && rate > quota_per_s;
  const symptom: Symptom = {
    source,
    kind: 'over_quota',
    variant: '',
    severity: 'minor',
    certainty: 'sure',
    title: {
      zh: `每秒 ${rate.toFixed(1)} 条，超过配额 ${quota_per_s} 条`,
      en: `${rate.toFixed(1)} fixes/s, above the quota of ${quota_per_s}`,
    },
    advice: {
      zh: '与责任单位核对车辆数和上报间隔，必要时调整配额；平台不会因此丢弃数据。',
      en: 'Check vehicles and interval with the owner, or change the quota; nothing is dropped for it.',
    },
    concerned: 'source_owner',
    evidence: [],
    vehicles: 0,
    vehicles_judged: 0,
    examples: [],
    reason: null,
  };
  return { source, kind: 'over_quota', symptoms: isOver ? [symptom] : [], vehicles_judged: 0 };
}

/** Said without the minutes: they stand in the times of the finding. @param connected whether terminals are there. */
function silence(source: number, connected: boolean): Symptom {
  return {
    source,
    kind: 'silent',
    variant: connected ? 'connected' : 'offline',
    severity: connected ? 'critical' : 'major',
    certainty: 'sure',
    title: connected
      ? { zh: '终端在线，但没有定位到达', en: 'Terminals are connected, but not a single fix arrives' }
      : { zh: '数据源静默：没有终端在线', en: 'Silent: no terminal is connected' },
    advice: connected
      ? {
          zh: '检查终端上报设置与接入网关的解析错误（见剔除原因）。',
          en: 'Check what the terminals are set to report, and the gateway’s errors among the reasons.',
        }
      : {
          zh: '夜间停运的车队属正常；否则联系责任单位确认转发平台与专线，并检查接入网关端口。',
          en: 'Normal for a fleet that rests at night; otherwise ask the owner about its platform and line, and check the gateway’s port.',
        },
    concerned: 'source_owner',
    evidence: [],
    vehicles: 0,
    vehicles_judged: 0,
    examples: [],
    reason: null,
  };
}

function detectorSilence(source: number): Symptom {
  return {
    ...silence(source, true),
    variant: 'detectors',
    title: { zh: '没有检测器上报到达', en: 'Not a single detector reports' },
    advice: {
      zh: '联系责任单位确认采集平台与专线；并在数据源页检查检测器接入（MQTT）是否正常、密钥是否已更换。',
      en: 'Ask the owner about its platform and line; check on the sources page that MQTT is up and its secret in force.',
    },
  };
}
