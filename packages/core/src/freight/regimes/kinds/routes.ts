import { clockText } from '../clock-words.ts';
import { listed } from '../words.ts';
import { breach, fault, isDisjoint, type RuleHead, type RuleKind } from './rule-kind.ts';

/** Which designated route a trip drives, and how far beside it. */
export interface RoutesRule extends RuleHead {
  readonly kind: 'routes';
  /** Codes of designated routes; an empty list excludes none. */
  readonly routes: readonly string[];
  /** Beyond this distance a truck is off its route, and within the smaller one it is back, m. */
  readonly out_m: number;
  readonly in_m: number;
}

export const routes: RuleKind<RoutesRule> = {
  kind: 'routes',
  name: { zh: '指定路线', en: 'Designated routes' },
  notice: {
    zh: '要求申报并沿指定路线行驶；偏离超过外限即为偏航，回到内限以内才算恢复。',
    en: 'A trip names a designated route and drives it; beyond the outer distance it is off its route, and back only within the inner one.',
  },
  judge(rule, { declared, driven }) {
    const at_ms = declared.crossings[0]?.at_ms ?? null;
    const { route } = declared;
    if (route === null)
      return [breach('route_none', at_ms, '没有申报指定路线', 'No designated route is declared')];
    const unlisted = rule.routes.length > 0 && !rule.routes.includes(route);
    return [
      ...(unlisted
        ? [
            breach(
              ...(['route_unlisted', at_ms] as const),
              `路线 ${route} 不在指定路线之列（${listed(rule.routes).zh}）`,
              `The route ${route} is not among the designated ones (${listed(rule.routes).en})`,
            ),
          ]
        : []),
      ...driven.off_route.map(({ from_ms, to_ms }) =>
        breach(
          ...(['off_route', from_ms] as const),
          `${clockText(from_ms)} 起偏离路线 ${route} ${minutes(to_ms - from_ms)} 分钟`,
          `Off the route ${route} for ${minutes(to_ms - from_ms)} min from ${clockText(from_ms)}`,
        ),
      ),
    ];
  },
  check: ({ out_m, in_m }) =>
    in_m >= out_m
      ? [
          fault(
            'hysteresis',
            `内限 ${in_m} 米应小于外限 ${out_m} 米，否则一米之差就会反复报警`,
            `The inner distance ${in_m} m must be less than the outer ${out_m} m: else a metre raises one alarm after the other`,
          ),
        ]
      : [],
  contradicts: (a, b) =>
    isDisjoint(a.routes, b.routes)
      ? fault(
          'routes_apart',
          `一条只许路线 ${listed(a.routes).zh}，另一条只许 ${listed(b.routes).zh}`,
          `One permits only the routes ${listed(a.routes).en}, the other only ${listed(b.routes).en}`,
        )
      : null,
};

const minutes = (ms: number): number => Math.round(ms / 60_000);
