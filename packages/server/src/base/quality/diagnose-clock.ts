import type { Bilingual, QualityFinding } from '@opentocc/contract';
import type { ClockFault } from '@opentocc/core/quality';
import { QUALITY_LIMITS } from './limits.ts';
import { type Diagnosis, EXAMPLES, evidence, percentOf, type Symptom, spanOf } from './symptom.ts';
import type { ClockJudged } from './terminal-evidence.ts';

/** From this share of its terminals on, it is the source and not a terminal that is wrong. */
const SOURCE_WIDE = 0.5;
/** When terminals of so many sources are wrong alike, it is our clock: share of all, and sources. */
const OURS_SHARE = 0.8;
const OURS_SOURCES = 2;
const OURS_VEHICLES = 10;
const ALIKE_S = 20;

type Clocks = ReadonlyMap<number, readonly ClockJudged[]>;

/** Wrong clocks of each source, by cause; or ours, when all of them differ from it alike. */
export function diagnoseClocks(clocks: Clocks): Diagnosis[] {
  const ours = diagnoseOurs(clocks);
  const isOurs = ours.symptoms.length > 0;
  const theirs = [...clocks].map(
    ([source, judged]): Diagnosis => ({
      source,
      kind: 'clock',
      symptoms: isOurs ? [] : symptomsOf(source, judged),
      vehicles_judged: judged.length,
    }),
  );
  return [ours, ...theirs];
}

function symptomsOf(source: number, judged: readonly ClockJudged[]): Symptom[] {
  const byVariant = new Map<string, ClockJudged[]>();
  for (const one of judged) {
    if (!one.fault) continue;
    const variant = variantOf(one.fault);
    byVariant.set(variant, [...(byVariant.get(variant) ?? []), one]);
  }
  return [...byVariant].map(([variant, wrong]) => symptomOf(source, variant, wrong, judged.length));
}

function symptomOf(source: number, variant: string, wrong: readonly ClockJudged[], judged: number): Symptom {
  const fault = wrong[0].fault!;
  const offset_s = median(wrong.map((one) => one.offset_s));
  const rates = wrong.flatMap(({ rate_s_per_day: rate }) => (rate === null ? [] : [rate]));
  const isWide = wrong.length >= SOURCE_WIDE * judged;
  const { name, cause, certainty } = describe(fault, offset_s);
  const [zh, en] = isWide
    ? ['终端普遍', 'Terminals generally: ']
    : [`${wrong.length} 台终端`, `${wrong.length} terminals: `];
  return {
    source,
    kind: 'clock',
    variant,
    severity: isWide ? 'critical' : wrong.length >= 0.05 * judged ? 'major' : 'minor',
    certainty,
    title: { zh: `${zh}${name.zh}，${cause.zh}`, en: `${en}${name.en}; ${cause.en}` },
    advice: adviceOf(fault, isWide),
    concerned: isWide ? 'source_owner' : 'terminal_maker',
    evidence: [
      evidence(
        '偏差中位数（填写 − 接收）',
        'Median of stated − received',
        `${offset_s < 0 ? '−' : '+'}${spanOf(offset_s)}`,
      ),
      evidence(
        '异常终端 / 可判定终端',
        'Wrong / judged terminals',
        `${wrong.length} / ${judged} (${percentOf(wrong.length / judged)})`,
      ),
      ...(rates.length > 0
        ? [evidence('走时误差中位数', 'Median rate of the clock', `${signed(median(rates))} s/d`)]
        : []),
    ],
    vehicles: wrong.length,
    vehicles_judged: judged,
    examples: wrong.slice(0, EXAMPLES).map(({ vehicle }) => vehicle),
    reason: offset_s > 0 ? 'future_clock' : 'stale_clock',
  };
}

/** All differ from our clock by one and the same: then it is ours that is wrong. */
function diagnoseOurs(clocks: Clocks): Diagnosis {
  const all = [...clocks.values()].flat();
  const offset_s = all.length > 0 ? median(all.map((one) => one.offset_s)) : 0;
  const alike = (one: ClockJudged) => Math.abs(one.offset_s - offset_s) <= ALIKE_S;
  const sources = [...clocks.values()].filter(
    (judged) => judged.filter(alike).length >= OURS_SHARE * judged.length,
  );
  const isOurs =
    all.length >= OURS_VEHICLES &&
    Math.abs(offset_s) > QUALITY_LIMITS.clock.value &&
    all.filter(alike).length >= OURS_SHARE * all.length &&
    sources.length >= OURS_SOURCES;
  const [zh, en] = offset_s > 0 ? ['慢', 'slow'] : ['快', 'fast'];
  const symptom: Symptom = {
    source: 0,
    kind: 'platform_clock',
    variant: '',
    severity: 'critical',
    certainty: 'likely',
    title: {
      zh: `本平台时钟疑似${zh} ${spanOf(offset_s)}：各数据源的终端时间一致偏离本机时间`,
      en: `This platform’s clock seems ${spanOf(offset_s)} ${en}: terminals of all sources differ from it alike`,
    },
    advice: {
      zh: '核对服务器时间与 NTP/北斗授时，校正后重启接入；期间的时延与及时率不可信。',
      en: 'Check the server’s time against NTP or BeiDou, correct it and restart; delays in between cannot be trusted.',
    },
    concerned: 'centre',
    evidence: [
      evidence('一致偏差', 'Common offset', `${signed(offset_s)} s`),
      evidence('终端 / 数据源', 'Terminals / sources', `${all.length} / ${clocks.size}`),
    ],
    vehicles: all.length,
    vehicles_judged: all.length,
    examples: [],
    reason: null,
  };
  return {
    source: 0,
    kind: 'platform_clock',
    symptoms: isOurs ? [symptom] : [],
    vehicles_judged: all.length,
  };
}

export function variantOf(fault: ClockFault): string {
  switch (fault.kind) {
    case 'zone':
      return `zone:${fault.hours}`;
    case 'date':
      return `date:${fault.days}`;
    case 'never_set':
      return `never_set:${fault.since_year}`;
    default:
      return fault.kind;
  }
}

interface Description {
  readonly name: Bilingual;
  readonly cause: Bilingual;
  readonly certainty: QualityFinding['certainty'];
}

function describe(fault: ClockFault, offset_s: number): Description {
  const span = spanOf(offset_s);
  const [zh, en] = offset_s > 0 ? ['快', 'fast'] : ['慢', 'slow'];
  switch (fault.kind) {
    case 'zone':
      return {
        name: { zh: `时钟${zh} ${Math.abs(fault.hours)} 小时`, en: `clock ${Math.abs(fault.hours)} h ${en}` },
        cause: zoneCause(fault.hours),
        certainty: Math.abs(fault.hours) === 8 ? 'sure' : 'likely',
      };
    case 'date':
      return {
        name: {
          zh: `日期${offset_s > 0 ? '超前' : '落后'} ${Math.abs(fault.days)} 天`,
          en: `date ${Math.abs(fault.days)} d ${offset_s > 0 ? 'ahead' : 'behind'}`,
        },
        cause: { zh: '时刻正确、日期有误', en: 'the time of day is right, the date is not' },
        certainty: 'sure',
      };
    case 'week_rollover':
      return {
        name: {
          zh: `时钟${zh} ${Math.abs(fault.epochs) * 1024} 周`,
          en: `clock ${Math.abs(fault.epochs) * 1024} weeks ${en}`,
        },
        cause: { zh: '疑似 GPS 周数翻转（10 位周数）', en: 'probably the rollover of the 10-bit GPS week' },
        certainty: 'sure',
      };
    case 'century':
      return {
        name: { zh: `年份偏差 ${Math.abs(fault.years)} 年`, en: `year off by ${Math.abs(fault.years)}` },
        cause: { zh: '疑似两位年份解读错误', en: 'probably a two-digit year read into another century' },
        certainty: 'likely',
      };
    case 'never_set':
      return {
        name: { zh: `时钟停在 ${fault.since_year} 年初值`, en: `clock counts from ${fault.since_year}` },
        cause: { zh: '疑似从未校时或纽扣电池失效', en: 'probably never set, or its battery is flat' },
        certainty: 'likely',
      };
    case 'fast':
      return {
        name: { zh: `时钟快 ${span}`, en: `clock ${span} fast` },
        cause: {
          zh: '收到时间早于填写时间，只能是终端时钟快',
          en: 'fixes arrive before their time, so it can only be the clock',
        },
        certainty: 'sure',
      };
    case 'slow_or_held':
      return {
        name: { zh: `时间恒定滞后 ${span}`, en: `times a constant ${span} behind` },
        cause: {
          zh: '时钟慢，或转发环节固定滞后',
          en: 'a slow clock, or somebody on the way holds all of it back',
        },
        certainty: 'possible',
      };
  }
}

function zoneCause(hours: number): Bilingual {
  if (hours === -8)
    return {
      zh: '疑似按 UTC 填写（应为北京时间）',
      en: 'UTC is probably written where Beijing time belongs',
    };
  if (hours === 8)
    return { zh: '疑似重复加了 8 小时时区', en: 'the 8 h of the zone were probably added twice' };
  if (Math.abs(hours) === 12)
    return { zh: '疑似上午/下午颠倒（12 小时制）', en: 'probably a 12-hour clock with its halves exchanged' };
  return { zh: '疑似时区设置错误', en: 'the time zone is probably set wrong' };
}

function adviceOf(fault: ClockFault, isWide: boolean): Bilingual {
  const whom = isWide
    ? {
        zh: '请数据源责任单位核对转发程序',
        en: 'Ask the owner of the source to check what forwards the data',
      }
    : { zh: '请终端厂商检修所列终端', en: 'Have the maker look at the terminals named' };
  switch (fault.kind) {
    case 'zone':
      return {
        zh: `${whom.zh}：JT/T 808 定位时间应为 GMT+8，改正时区换算。`,
        en: `${whom.en}: JT/T 808 states times in GMT+8; correct the conversion.`,
      };
    case 'week_rollover':
      return {
        zh: `${whom.zh}：升级定位模块固件以支持周数翻转。`,
        en: `${whom.en}: update the receiver’s firmware for the week rollover.`,
      };
    case 'never_set':
      return {
        zh: `${whom.zh}：更换时钟电池并启用卫星授时。`,
        en: `${whom.en}: replace the clock’s battery and set it by satellite.`,
      };
    case 'slow_or_held':
      return {
        zh: `${whom.zh}：先查转发是否积压，再查终端校时。`,
        en: `${whom.en}: look for a backlog on the way first, then for the setting of the clock.`,
      };
    default:
      return {
        zh: `${whom.zh}：启用卫星授时并核对日期时间。`,
        en: `${whom.en}: set the clock by satellite and check date and time.`,
      };
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function signed(value: number): string {
  const digits = Math.abs(value).toFixed(1);
  return `${digits === '0.0' ? '±' : value < 0 ? '−' : '+'}${digits}`;
}
