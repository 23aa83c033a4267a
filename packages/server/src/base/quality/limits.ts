import type { QualityLimit } from '@opentocc/contract';

const ASSUMED = {
  assumed: true,
  since: '2026-11-23',
  origin: { zh: '本平台暂定，未见公布标准', en: 'Set by us; no published standard' },
} as const;

const PRODUCT = {
  assumed: false,
  since: '2026-11-01',
  origin: { zh: '中心绩效目标：数据服务合格及时率 ≥ 95%', en: 'Performance target of the centre: 95 %' },
} as const;

/** What figures are judged by. Dated, because the centre may set its own; shown beside what they decide. */
export const QUALITY_LIMITS = {
  qualified_on_time: {
    name: { zh: '合格及时率下限', en: 'Qualified and on time, at least' },
    value: 0.95,
    unit: '',
    ...PRODUCT,
  },
  completeness: {
    name: { zh: '完整率下限', en: 'Completeness, at least' },
    value: 0.9,
    unit: '',
    ...ASSUMED,
  },
  timeliness: {
    name: { zh: '及时率下限（30 s 内到达）', en: 'Timeliness, at least (within 30 s)' },
    value: 0.95,
    unit: '',
    ...ASSUMED,
  },
  validity: { name: { zh: '有效率下限', en: 'Validity, at least' }, value: 0.9, unit: '', ...ASSUMED },
  duplicates: {
    name: { zh: '重复率上限', en: 'Duplicates, at most' },
    value: 0.02,
    unit: '',
    ...ASSUMED,
  },
  spoof: {
    name: { zh: '疑似虚假率上限', en: 'Suspected spoof, at most' },
    value: 0.01,
    unit: '',
    ...ASSUMED,
  },
  clock: {
    name: { zh: '终端时钟允许偏差', en: 'Tolerated error of a terminal’s clock' },
    value: 60,
    unit: 's',
    ...ASSUMED,
  },
  shift: {
    name: { zh: '位置系统偏移允许值', en: 'Tolerated systematic shift' },
    value: 15,
    unit: 'm',
    ...ASSUMED,
  },
  silent: { name: { zh: '静默判定时间', en: 'Silent after' }, value: 300, unit: 's', ...ASSUMED },
  phone_shared: {
    name: {
      zh: '一号多机：第二台设备未再出现即消除',
      en: 'Shared phone: gone when the second device stays away for',
    },
    value: 600,
    unit: 's',
    ...ASSUMED,
    since: '2026-11-27',
  },
} as const satisfies Record<string, Omit<QualityLimit, 'key'>>;

export const listLimits = (): QualityLimit[] =>
  Object.entries(QUALITY_LIMITS).map(([key, limit]) => ({ key, ...limit }));
