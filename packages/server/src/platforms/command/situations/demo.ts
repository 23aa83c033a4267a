import type { NewReport, Situation, SituationBrief, SituationList, SituationState } from '@opentocc/contract';
import { pointAlong } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Incident } from '@opentocc/testkit/city-life';
import { type Demo, type DemoCity, type DemoDesk, type DemoOfficer, eachMinute } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

/** Drivers call so long after something happened, the first and another one who saw it from farther off. */
const CALLS = [
  { after_ms: 2 * MINUTE_MS, along: 0.5 },
  { after_ms: 4 * MINUTE_MS, along: 0.05 },
] as const;
/** When the officer does what with a call, since it came in. */
const STEPS: readonly (readonly [state: SituationState, to: SituationState, after_ms: number])[] = [
  ['received', 'verified', 3 * MINUTE_MS],
  ['verified', 'responding', 6 * MINUTE_MS],
];
/** One of three is left for who looks at the demo. */
const LEFT_EVERY = 3;

/** Drivers of the demo city phone in what happens on its roads, and its officer works most of it. */
export function createSituationsDemo(log: Logger): Demo {
  return {
    async duty(city, desk) {
      // What others report is theirs to work on.
      const own = new Set<number>();
      await eachMinute(desk, log, 'the officer of the demo city could not work on situations', (officer) =>
        round(city, desk, officer, own),
      );
    },
  };
}

async function round(
  city: DemoCity,
  { clock }: DemoDesk,
  officer: DemoOfficer,
  own: Set<number>,
): Promise<void> {
  const now_ms = clock.now();
  for (const call of callsAt(city, now_ms))
    own.add((await officer.call<Situation>('POST', '/situations', call)).id);
  const { situations } = await officer.call<SituationList>('GET', '/situations');
  for (const one of situations)
    if (own.has(one.id)) await workOn(officer, one, isOver(city, one, now_ms), now_ms);
}

/** Calls that came in by an instant about what is on the roads then; the same ones under the same keys. */
export function callsAt(
  { life, network, shift_ms }: Pick<DemoCity, 'life' | 'network' | 'shift_ms'>,
  now_ms: number,
): Partial<NewReport>[] {
  return life.incidentsAt(now_ms + shift_ms).flatMap((incident) =>
    CALLS.filter(({ after_ms }) => incident.from_ms - shift_ms + after_ms <= now_ms).map(({ along }, i) => {
      const { link, from_ms, lanes_taken } = incident;
      const [lon, lat] = pointAlong(network, link, network.link_length_m[link] * along);
      return {
        ...{ key: `demo:${from_ms}:${link}:${i}`, origin: 'call', lon, lat, link, ...saidOf(incident, i) },
        ...{
          at_ms: Math.min(now_ms, from_ms - shift_ms),
          lanes: i === 0 ? lanesOf(network, link, lanes_taken) : null,
        },
        caller: { name: '过路司机', phone: `1380000${String(link % 10_000).padStart(4, '0')}` },
      };
    }),
  );
}

function saidOf({ lanes_taken }: Incident, call: number): Pick<NewReport, 'kind' | 'text'> {
  if (call > 0) return { kind: 'congestion', text: '前面堵住了，走不动，好像有车停在路上' };
  return lanes_taken > 1
    ? { kind: 'accident', text: `前方发生碰撞，占了 ${lanes_taken} 条车道` }
    : { kind: 'breakdown', text: '有车抛锚，停在车道上' };
}

/** Lanes from the right are blocked, where cars that broke down come to stand. */
function lanesOf({ link_lanes }: DemoCity['network'], link: number, taken: number): string {
  const lanes = link_lanes[link];
  const blocked = Math.min(lanes, taken);
  return `.${'.'.repeat(lanes - blocked)}${'!'.repeat(blocked)}.`;
}

function isOver({ life, shift_ms }: DemoCity, { link }: SituationBrief, now_ms: number): boolean {
  return !life.incidentsAt(now_ms + shift_ms).some((one) => one.link === link);
}

/** What an officer does next with a situation: see it, take it, and bring it on as far as it is by then. */
async function workOn(
  officer: DemoOfficer,
  one: SituationBrief,
  over: boolean,
  now_ms: number,
): Promise<void> {
  const { id, version, acknowledged, received_ms, state, owner } = one;
  if (id % LEFT_EVERY === 0) return;
  const path = `/situations/${id}`;
  if (acknowledged === null) {
    await officer.call('POST', `${path}/acknowledgement`, { version });
    return;
  }
  if (owner === null) {
    await officer.call('POST', `${path}/owner`, { version, to: 'me' });
    return;
  }
  const step = STEPS.find(([from, , after_ms]) => from === state && now_ms >= received_ms + after_ms);
  if (step) await officer.call('POST', `${path}/state`, { version, to: step[1], reason: '' });
  else if (over && state === 'responding')
    await officer.call('POST', `${path}/state`, { version, to: 'cleared', reason: '现场清理完毕' });
}
