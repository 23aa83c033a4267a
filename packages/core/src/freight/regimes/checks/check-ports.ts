import { clockText, hoursMeet } from '../clock-words.ts';
import { spansWrong } from '../kinds/hours.ts';
import type { Rule } from '../kinds/index.ts';
import { portName } from '../port-names.ts';
import { isAbout, type PortState } from '../port-states.ts';
import type { Regime, RegimeBook } from '../regime.ts';
import { DIRECTIONS, type Direction, FREIGHT_CLASSES, type FreightClass } from '../trip.ts';
import { commonSpan, gapsIn, isSpan, pairsOf } from './intervals.ts';
import { error, note, type RegimeFault } from './regime-fault.ts';

/** States of ports follow each other without a gap or an overlap, and rules name ports that are open some time. */
export const checkPorts = (book: RegimeBook): RegimeFault[] => [
  ...book.ports.flatMap(alone),
  ...pairsOf(book.ports.filter(isSpan)).flatMap(([a, b]) => overlapping(a, b)),
  ...gaps(book.ports.filter(isSpan)),
  ...book.regimes.filter(isSpan).flatMap((regime) => neverOpen(regime, book.ports)),
];

function alone(state: PortState): RegimeFault[] {
  const about = { of: state.port, from_ms: state.from_ms, to_ms: state.to_ms };
  const { zh, en } = portName(state.port);
  return [
    ...(isSpan(state)
      ? []
      : [
          error(
            ...(['ends_before', about] as const),
            `${zh}的开放状态结束不晚于开始：请改正`,
            `A state of ${en} ends no later than it begins: correct it`,
          ),
        ]),
    ...(state.state === 'open' && state.hours.length === 0
      ? [error('hours_none', about, `${zh}开放却没有时段`, `${en} is open, but no hours are given`)]
      : []),
    ...(state.state === 'open' ? spansWrong(state.hours) : []).map((one) =>
      error(one.code, about, `${zh}：${one.text.zh}`, `${en}: ${one.text.en}`),
    ),
  ];
}

const meets = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((one) => b.includes(one));

/** Two states of one sort; a closure over what is open is how it is meant. */
function overlapping(a: PortState, b: PortState): RegimeFault[] {
  const common = commonSpan(a, b);
  const same = a.port === b.port && a.state === b.state;
  if (!same || common === null || !meets(a.directions, b.directions) || !meets(a.classes, b.classes))
    return [];
  const { zh, en } = portName(a.port);
  const words = a.state === 'open' ? { zh: '开放', en: 'open' } : { zh: '关闭', en: 'closed' };
  return [
    error(
      ...(['overlap', { of: a.port, ...common }] as const),
      `${zh}两条${words.zh}状态自 ${clockText(common.from_ms)} 起重叠：请让一条在另一条开始时结束`,
      `Two states of ${en} say that it is ${words.en} from ${clockText(common.from_ms)} on: let one end where the other begins`,
    ),
  ];
}

/** Between two states that say when a port is open for a direction and class, time of which nothing is said. */
function gaps(states: readonly PortState[]): RegimeFault[] {
  const found = [...new Set(states.map(({ port }) => port))].flatMap((port) =>
    cells().flatMap(([direction, vehicle]) =>
      gapsIn(states.filter((one) => one.state === 'open' && isAbout(one, port, direction, vehicle))).map(
        (gap) => ({ port, ...gap }),
      ),
    ),
  );
  // Directions and classes that share a gap are named once.
  const seen = new Map(found.map((gap) => [`${gap.port} ${gap.from_ms} ${gap.to_ms}`, gap]));
  return [...seen.values()].map(({ port, from_ms, to_ms }) =>
    error(
      ...(['gap', { of: port, from_ms, to_ms }] as const),
      `${portName(port).zh}在 ${clockText(from_ms)} 至 ${clockText(to_ms)} 既未说明开放也未说明关闭的时段：请补上`,
      `Nothing says when ${portName(port).en} is open from ${clockText(from_ms)} until ${clockText(to_ms)}: add it`,
    ),
  );
}

const cells = (): [Direction, FreightClass][] =>
  DIRECTIONS.flatMap((direction) =>
    FREIGHT_CLASSES.map((vehicle): [Direction, FreightClass] => [direction, vehicle]),
  );

type Needs = Extract<Rule, { kind: 'ports' }>;

/** Ports that a regime names and that are open at no time of it, and hours in which none of them is. */
function neverOpen(regime: Regime, states: readonly PortState[]): RegimeFault[] {
  const about = (rule: Rule) => ({ of: regime.code, rules: [rule.key] });
  const openFor = (port: string) =>
    states.filter((one) => one.port === port && one.state === 'open' && commonSpan(one, regime) !== null);
  const named = regime.rules.filter((rule): rule is Needs => rule.kind === 'ports' && rule.open);
  const shut = named.flatMap((rule) =>
    rule.ports
      .filter((port) => openFor(port).length === 0)
      .map((port) =>
        error(
          ...(['port_never_open', about(rule)] as const),
          `“${rule.name.zh}”列出的${portName(port).zh}在规则集生效期间从不开放货运`,
          `“${rule.name.en}” names ${portName(port).en}, which is never open for freight while the regime is in force`,
        ),
      ),
  );
  const early = named.flatMap((rule) =>
    regime.rules
      .filter((one) => one.kind === 'hours')
      .flatMap((one) =>
        rule.ports
          .filter((port) => openFor(port).length > 0)
          .filter((port) => !openFor(port).some(({ hours }) => hoursMeet(hours, one.hours)))
          .map((port) =>
            note(
              ...(['hours_never_open', { of: regime.code, rules: [rule.key, one.key] }] as const),
              `${portName(port).zh}的货运时间与“${one.name.zh}”没有共同的时段`,
              `The hours of ${portName(port).en} have nothing in common with “${one.name.en}”`,
            ),
          ),
      ),
  );
  return [...shut, ...early];
}
