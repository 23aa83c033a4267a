import { dayOf } from '../clock-words.ts';
import type { Regime } from '../regime.ts';
import { assumed, source, stated } from './rule-parts.ts';

/** 平湖街道, by the code of the list of streets. */
export const PINGHU = '440307001';

/** One street: all goods relayed, at booked points, with a voucher to enter. */
export const PINGHU_RELAY: Regime = {
  ...{ code: 'pinghu-relay', version: 1, stance: 'emergency', streets: [PINGHU] },
  name: { zh: '平湖全接驳', en: 'Pinghu: all goods relayed' },
  ...{ from_ms: dayOf('2021-02-10'), to_ms: dayOf('2022-02-17') },
  source: source(
    '2021-02-10：一个街道（平湖）货物全部接驳、预约点位、凭证进场，否则取消资格；终止日未载，假定至全市规定开始',
    '2021-02-10, one street (Pinghu): all goods relayed, booked points, voucher to enter, else disqualified; its end is not stated and taken as the begin of the rules of the city',
  ),
  assumed: true,
  rules: [
    {
      ...stated('relayed', '货物全部接驳', 'All goods relayed', 'remove'),
      ...{ kind: 'trips', modes: ['relayed'] },
    },
    {
      ...assumed('declared', '预约即申报', 'Booking is the declaration', 'refuse'),
      ...{ kind: 'declarations', before_min: 0, entries: null, tolerance_min: null },
    },
    {
      ...stated('booked-point', '预约的接驳点', 'Booked transfer point', 'remove'),
      ...{ kind: 'points', point: 'transfer', codes: [], booked: true },
    },
    {
      ...stated('voucher', '凭证进场', 'Voucher to enter', 'remove'),
      ...{ kind: 'documents', documents: ['voucher'] },
    },
  ],
  opening: { planned: 'rejudge', under_way: 'finish', grace_min: 24 * 60 },
};
