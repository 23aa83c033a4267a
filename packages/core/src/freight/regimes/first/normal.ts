import { dayOf } from '../clock-words.ts';
import type { Regime, SwitchClause } from '../regime.ts';
import { EVERY_MODE, OPEN_PORTS, PAPERS, source, stated } from './rule-parts.ts';

const NAME = { zh: '常态管理', en: 'Normal management' };
/** Back to normal, a trip changes at once to what is asked of it now, which is less. */
const OPENING: SwitchClause = { planned: 'rejudge', under_way: 'change', grace_min: 72 * 60 };

const head = { code: 'normal', name: NAME, stance: 'normal', streets: [], opening: OPENING } as const;

/** Normal management (平): before the first emergency, after the last one, and today. */
export const NORMAL: readonly Regime[] = [
  {
    ...{ ...head, version: 1, from_ms: dayOf('2020-01-01'), to_ms: dayOf('2022-02-17') },
    source: source(
      '2021-02-10 的街道规定以全市常态管理为前提；此前的规定未查得',
      'The rules of one street of 2021-02-10 presuppose normal management elsewhere; none from before was found',
    ),
    assumed: true,
    rules: [EVERY_MODE, OPEN_PORTS, PAPERS],
  },
  {
    ...{ ...head, version: 2, from_ms: dayOf('2023-01-08'), to_ms: dayOf('2024-01-01') },
    source: source(
      '2023-01-08 起取消预约、申报、点位和住宿点名单，恢复常态管理',
      'Bookings, declarations, points and lists of lodgings ended on 2023-01-08: normal management',
    ),
    assumed: false,
    rules: [EVERY_MODE, OPEN_PORTS, PAPERS],
  },
  {
    ...{ ...head, version: 3, from_ms: dayOf('2024-01-01'), to_ms: null },
    source: source(
      '2026-11 前未查得更新的通行规定；危货运单一车一次一单',
      'No later rules of passage were found by 2026-11; dangerous goods: one vehicle, one trip, one slip',
    ),
    assumed: true,
    rules: [
      ...[EVERY_MODE, OPEN_PORTS, PAPERS],
      {
        ...stated('hazmat-slip', '危货运单', 'Slip of dangerous goods', 'refuse', { classes: ['hazmat'] }),
        ...{ kind: 'documents', documents: ['hazmat_slip'] },
      },
    ],
  },
];
