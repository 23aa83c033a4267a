import type { Bilingual, GateOutReason } from '@opentocc/contract';

/** Why a gate was opened or was not, as keeper and driver read it. */
export type Why =
  | 'booked'
  | 'listed'
  | 'leaving'
  | 'no_plate'
  | 'ambiguous'
  | 'not_expected'
  | 'early'
  | 'late'
  | 'held_back'
  | 'spent'
  | 'not_inside'
  | 'full'
  | 'unsure'
  | 'by_hand'
  | 'refused_by_hand'
  | 'interlock'
  | 'out_of_service'
  | 'offline';

const WORDS: Readonly<Record<Why, Bilingual>> = {
  booked: { zh: '预约车次 {trip}，放行', en: 'Booked as trip {trip}: open' },
  listed: { zh: '在常驻名单内（{note}），放行', en: 'On the list of the site ({note}): open' },
  leaving: { zh: '离场，放行', en: 'Leaving: open' },
  no_plate: {
    zh: '没有看清车牌，请值守员查看图片',
    en: 'No plate was seen; the keeper looks at the picture',
  },
  ambiguous: {
    zh: '车牌与预约不完全一致，可能是 {near}，请值守员核对',
    en: 'The plate may be {near}; the keeper compares',
  },
  not_expected: {
    zh: '没有这辆车的预约，也不在名单内；请先预约或联系场站',
    en: 'No booking and not on the list: book first, or call the site',
  },
  early: { zh: '来早了：预约从 {from} 开始，请稍候', en: 'Too early: the booking begins at {from}' },
  late: { zh: '预约已于 {to} 结束，请改约', en: 'The booking ended at {to}: book again' },
  held_back: { zh: '车辆不能放行：{reason}', en: 'Not let in: {reason}' },
  spent: {
    zh: '通行凭证不能放行：{reason}；请值守员核对',
    en: 'The permit does not open here: {reason}; the keeper compares',
  },
  not_inside: {
    zh: '没有这辆车的进场记录，请值守员核对',
    en: 'It was not seen coming in; the keeper compares',
  },
  full: { zh: '场站已满（{inside}/{capacity}），请等候', en: 'The yard is full ({inside}/{capacity}): wait' },
  unsure: {
    zh: '相机把握不足（{pct}%），请值守员核对车牌',
    en: 'The camera is not sure ({pct} %); the keeper compares the plate',
  },
  by_hand: { zh: '人工放行：{reason}', en: 'Opened by hand: {reason}' },
  refused_by_hand: { zh: '人工拒绝：{reason}', en: 'Refused by hand: {reason}' },
  interlock: { zh: '同组道闸未关，等候', en: 'The other gate of the lock is not closed: wait' },
  out_of_service: {
    zh: '道闸停止服务，请听从值守员指挥',
    en: 'The gate is out of service: follow the keeper',
  },
  offline: { zh: '断网时由道闸按名单放行', en: 'Opened by the list of the gate while the network was gone' },
};

export type Values = Readonly<Record<string, string | number | Bilingual>>;

/** Says why, with what decided. */
export function whyOf(why: Why, values: Values = {}): Bilingual {
  const text = (language: 'zh' | 'en') =>
    WORDS[why][language].replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { zh: text('zh'), en: text('en') };
}

export const OUT_WORDS: Readonly<Record<GateOutReason, Bilingual>> = {
  stuck: { zh: '30 秒没有动作', en: 'no change for 30 s' },
  fault: { zh: '设备故障', en: 'fault' },
  silent: { zh: '控制器失联', en: 'controller silent' },
  person: { zh: '人工停用', en: 'taken out by a person' },
};

/** The time of day in the city. */
export function clockOf(at_ms: number): string {
  return new Date(at_ms + 8 * 3600_000).toISOString().slice(11, 16);
}
