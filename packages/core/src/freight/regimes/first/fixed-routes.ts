import { dayOf } from '../clock-words.ts';
import type { Rule } from '../kinds/index.ts';
import type { Regime } from '../regime.ts';
import { assumed, OPEN_PORTS, PAPERS, source, stated } from './rule-parts.ts';
import { staysAt } from './three-points.ts';

const SHENZHEN = '440300';
/** 广州、珠海、佛山、江门、惠州、东莞、中山: which seven they were is assumed. */
export const SEVEN_CITIES = ['440100', '440400', '440600', '440700', '441300', '441900', '442000'];

const relayed = (key: string, zh: string, en: string, scope: Partial<Rule['scope']>): Rule[] => [
  { ...stated(key, zh, en, 'refuse', scope), ...{ kind: 'trips', modes: ['relayed'] } },
  {
    ...stated(`${key}-point`, `${zh}：接驳点`, `${en}: transfer point`, 'refuse', scope),
    ...{ kind: 'points', point: 'transfer', codes: [], booked: false },
  },
];

/** 定线定点: declared truthfully, driven as declared, with branches by destination. */
export const FIXED_ROUTES: Regime = {
  ...{ code: 'fixed-routes', version: 1, stance: 'emergency', streets: [] },
  name: { zh: '定线定点', en: 'Fixed routes and points' },
  ...{ from_ms: dayOf('2022-03-01'), to_ms: dayOf('2022-12-12') },
  source: source(
    '2022-03-01：如实申报、按时按口岸、贴标识；目的地深圳到接驳点，另七市沿指定路线驶出深圳，省内其他在深圳接驳；违者暂停或移出名单。七市名单、时间偏差和停留规定的延续为假定',
    '2022-03-01: declare truthfully, keep times and ports, carry a sticker; to Shenzhen: a transfer point; to seven other cities: the designated route until leaving Shenzhen; to the rest of the province: transfer in Shenzhen; else suspended or removed from the list. Which seven cities, the tolerance, and that the rule of stays went on are assumed',
  ),
  assumed: false,
  rules: [
    ...relayed('shenzhen', '目的地深圳', 'To Shenzhen', { cities: [SHENZHEN] }),
    {
      ...assumed('seven-cities', '目的地七市直达', 'To seven other cities', 'refuse', {
        cities: SEVEN_CITIES,
      }),
      ...{ kind: 'trips', modes: ['direct', 'relayed'] },
    },
    {
      ...assumed('seven-cities-route', '七市指定路线', 'Route to the seven cities', 'suspend', {
        cities: SEVEN_CITIES,
      }),
      ...{ kind: 'routes', routes: [], out_m: 50, in_m: 40 },
    },
    ...relayed('rest', '省内其他', 'To the rest of the province', {
      other_than: [SHENZHEN, ...SEVEN_CITIES],
    }),
    OPEN_PORTS,
    {
      ...stated('as-declared', '按申报口岸', 'The port that was declared', 'suspend'),
      ...{ kind: 'ports', ports: [], as_declared: true, open: false },
    },
    {
      ...assumed('declared', '如实申报、按时', 'Declared, and driven at its time', 'suspend'),
      ...{ kind: 'declarations', before_min: 0, entries: null, tolerance_min: 120 },
    },
    PAPERS,
    {
      ...stated('sticker', '车身标识', 'Sticker', 'refuse'),
      ...{ kind: 'documents', documents: ['sticker'] },
    },
    staysAt(['port', 'site', 'lodging', 'transfer', 'service']),
  ],
  opening: { planned: 'rejudge', under_way: 'finish', grace_min: 24 * 60 },
};
