import { clockText, hoursText } from '../clock-words.ts';
import { portName } from '../port-names.ts';
import { type PortShut, portShut } from '../port-states.ts';
import type { Crossing, FreightTrip } from '../trip.ts';
import { listed } from '../words.ts';
import { type Breach, breach, fault, isDisjoint, type RuleHead, type RuleKind } from './rule-kind.ts';

/** At which ports trips cross. */
export interface PortsRule extends RuleHead {
  readonly kind: 'ports';
  /** Codes; an empty list excludes none. */
  readonly ports: readonly string[];
  /** Whether a crossing must be at the port that was declared for it. */
  readonly as_declared: boolean;
  /** Whether the port must be open for the direction and class at that time. */
  readonly open: boolean;
}

export const ports: RuleKind<PortsRule> = {
  kind: 'ports',
  name: { zh: '口岸', en: 'Ports' },
  notice: {
    zh: '规定可用口岸；可要求实际过境口岸与申报一致，并要求口岸在当时对该方向、该车型开放。',
    en: 'Says which ports may be used; that the port crossed is the one declared; that it is open for that direction and class at that time.',
  },
  judge(rule, trip, world) {
    const driven = trip.driven.crossings;
    // A crossing that was made is judged in the place of the one that was planned for its direction.
    const planned = trip.declared.crossings.filter(
      ({ direction }) => !driven.some((one) => one.direction === direction),
    );
    return [...driven, ...planned].flatMap((crossing) => [
      ...(rule.ports.length > 0 && !rule.ports.includes(crossing.port) ? [notListed(rule, crossing)] : []),
      ...(rule.open ? shut(portShut(world.ports, crossing, trip.class), crossing) : []),
      ...(rule.as_declared && driven.includes(crossing) ? otherThanDeclared(trip, crossing) : []),
    ]);
  },
  check: (rule) =>
    new Set(rule.ports).size < rule.ports.length
      ? [fault('ports_twice', '口岸重复：请删去重复', 'A port stands twice: delete one')]
      : [],
  contradicts: (a, b) =>
    isDisjoint(a.ports, b.ports)
      ? fault(
          'ports_apart',
          `一条只许${namesOf(a.ports).zh}，另一条只许${namesOf(b.ports).zh}：没有共同的口岸`,
          `One permits only ${namesOf(a.ports).en}, the other only ${namesOf(b.ports).en}: no port is left`,
        )
      : null,
};

const namesOf = (codes: readonly string[]) => ({
  zh: listed(codes.map((code) => portName(code).zh)).zh,
  en: listed(codes.map((code) => portName(code).en)).en,
});

function notListed(rule: PortsRule, { port, at_ms }: Crossing): Breach {
  const [allowed, own] = [namesOf(rule.ports), portName(port)];
  return breach(
    ...(['port_not_listed', at_ms] as const),
    `${own.zh}不在可用口岸（${allowed.zh}）之列`,
    `${own.en} is not among the ports that may be used (${allowed.en})`,
  );
}

function otherThanDeclared({ declared }: FreightTrip, { port, direction, at_ms }: Crossing): Breach[] {
  const own = declared.crossings.filter((one) => one.direction === direction);
  if (own.length === 0 || own.some((one) => one.port === port)) return [];
  const [is, said] = [portName(port), portName(own[0].port)];
  return [
    breach(
      ...(['wrong_port', at_ms] as const),
      `申报${said.zh}，实际经${is.zh}`,
      `Declared for ${said.en}, crossed at ${is.en}`,
    ),
  ];
}

function shut(why: PortShut | null, { port, direction, at_ms }: Crossing): Breach[] {
  if (why === null) return [];
  const { zh, en } = portName(port);
  const way = direction === 'in' ? { zh: '入境', en: 'entry' } : { zh: '出境', en: 'exit' };
  const at = clockText(at_ms);
  const texts: Record<PortShut['code'], readonly [string, string]> = {
    port_unknown: [`没有 ${port} 口岸的开放信息`, `Nothing is known of when ${port} is open`],
    port_closed: [
      `${zh}${way.zh}在 ${at} 关闭${why.state?.reason ? `（${why.state.reason.zh}）` : ''}`,
      `${en} is closed for ${way.en} at ${at}${why.state?.reason ? ` (${why.state.reason.en})` : ''}`,
    ],
    port_not_yet_open: [
      `${zh}在 ${at} 不对该车型${way.zh}开放`,
      `${en} is not open for ${way.en} of this class at ${at}`,
    ],
    port_out_of_hours: [
      `${zh}在 ${at} 不办理货运，时间为 ${hoursText(why.state?.hours ?? [])}`,
      `${en} handles no freight at ${at}; its hours are ${hoursText(why.state?.hours ?? [])}`,
    ],
  };
  return [breach(why.code, at_ms, ...texts[why.code])];
}
