import type { CallFigureRule } from '@opentocc/contract';

/** How soon a call is answered well, ms, by the figure that counts it. */
export const WITHIN_MS = { within_15s: 15_000, within_15s_net: 15_000, within_10s: 10_000 } as const;

const INCOMING = { zh: '已有结果的来电', en: 'Calls that were answered or given up' };
const ANSWERED = { zh: '已接听且知道振铃时刻的来电', en: 'Answered calls whose ringing was heard of' };

const EXEMPT = {
  zh: '已接听且知道振铃时刻的来电，不含经批准的过载、故障时段',
  en: 'Answered calls whose ringing was heard of, without approved hours of overload and outage',
};

/** Connection figures, dated. Hours are left out of `within_15s_net` alone, and of it only those that were declared and approved. */
export const CALL_FIGURE_RULES: readonly CallFigureRule[] = [
  {
    code: 'connected',
    name: { zh: '接通率', en: 'Connected' },
    numerator: { zh: '已接听的来电', en: 'Answered calls' },
    denominator: INCOMING,
    target: 0.95,
    valid_from: '2016-12-30',
    source: 'GB/T 33358：24 小时接通率 ≥ 95 %',
    assumed: false,
  },
  {
    code: 'within_15s',
    name: { zh: '15 秒接通率', en: 'Answered within 15 s' },
    numerator: { zh: '振铃后 15 秒内接听', en: 'Answered within 15 s of ringing' },
    denominator: ANSWERED,
    target: 0.8,
    valid_from: '2026-11-28',
    source: '15 秒内接听 ÷ 已接听 ≥ 80 %（单一来源，待确认）',
    assumed: true,
  },
  {
    code: 'within_15s_net',
    name: { zh: '15 秒接通率（净值）', en: 'Answered within 15 s, net' },
    numerator: {
      zh: '振铃后 15 秒内接听，不含经批准的过载、故障时段',
      en: 'Answered within 15 s of ringing, without approved hours of overload and outage',
    },
    denominator: EXEMPT,
    target: 0.8,
    valid_from: '2026-11-28',
    source: '15 秒内接听 ÷ 已接听 ≥ 80 %，过载、故障时段除外（单一来源，待确认）',
    assumed: true,
  },
  {
    code: 'within_10s',
    name: { zh: '10 秒接通率', en: 'Answered within 10 s' },
    numerator: { zh: '振铃后 10 秒内接听', en: 'Answered within 10 s of ringing' },
    denominator: ANSWERED,
    target: null,
    valid_from: '2021-08-01',
    source: '交办运〔2021〕60号列为考核指标；目标值未公布',
    assumed: true,
  },
];
