import { setImmediate as breathe } from 'node:timers/promises';
import type { Session } from '@opentocc/contract';
import { hash01 } from '@opentocc/core/random';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { AccountPerson } from '../../../base/accounts/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { cityDayStart } from '../../../kit/clock.ts';
import type { DemoCity, DemoPast } from '../../../kit/demo.ts';
import { AppError } from '../../../kit/errors.ts';
import type { CallsModule, PastCall } from '../calls/index.ts';
import type { Cases, CasesModule } from '../cases/index.ts';
import { AGENTS, DISTRICT_UNITS, HANDLERS, QUEUE, SEATS, SUPERVISOR } from './demo-people.ts';
import { createDemoScript, type DemoContact } from './demo-script.ts';

export interface DemoPastDeps {
  readonly calls: Pick<CallsModule['calls'], 'importPast' | 'findByCall'>;
  readonly cases: Pick<CasesModule, 'at' | 'cases'>;
  readonly peopleWith: (permission: 'cases:read') => Promise<readonly AccountPerson[]>;
}

/** Days before the start that the demo city's hotline remembers. */
export const PAST_DAYS = 3;
/** Cases that are made at the same time, each on a clock of its own. */
const LANES = 4;

/** Where a case goes after it was taken; the draw says which of those that may go so do. */
const RETURNED = 0.06;
const EXTENDED = 0.12;
const REWORKED = 0.08;

/**
 * Gives the hotline its past: everybody of the script, each step by the services of cases on the clock of its time, as far
 * as time has come by now; what is not over yet stays open for the people of the demo and for who looks at it.
 */
export async function makeHotlinePast(
  deps: DemoPastDeps,
  city: Pick<DemoCity, 'network' | 'life' | 'seed' | 'shift_ms'>,
  past: DemoPast,
  past_days = PAST_DAYS,
): Promise<void> {
  const script = createDemoScript(city);
  const today_ms = cityDayStart(past.now_ms);
  const people = new Map((await deps.peopleWith('cases:read')).map((one) => [one.name, one]));
  const lanes = Array.from({ length: LANES }, () => createLane(deps.cases, people));
  for (let day_ms = today_ms - past_days * DAY_MS; day_ms <= today_ms; day_ms += DAY_MS) {
    const all = script.contactsOf(day_ms).filter(({ at_ms }) => at_ms < past.now_ms - 5 * MINUTE_MS);
    // Made before, by a start that may have ended in the middle.
    const first = all.find(({ call }) => call !== null);
    if (!first || (await deps.calls.findByCall(first.key))) continue;
    const numbers = new Map<string, string>();
    let next = 0;
    await Promise.all(
      lanes.map(async (lane) => {
        while (next < all.length && !past.signal.aborted) {
          const contact = all[next++];
          if (!contact.call?.given_up) numbers.set(contact.key, await lane(contact, past.now_ms));
          await breathe();
        }
      }),
    );
    if (past.signal.aborted) return;
    await deps.calls.importPast(all.flatMap((one) => pastCallOf(one, numbers.get(one.key) ?? null, people)));
  }
}

type People = ReadonlyMap<string, Pick<AccountPerson, 'principal' | 'name'>>;

function pastCallOf(
  { key, phone, at_ms, call }: DemoContact,
  case_number: string | null,
  people: People,
): PastCall[] {
  if (!call) return [];
  const { wait_ms, talk_ms, given_up, seat } = call;
  const agent = people.get(AGENTS[seat].name);
  return [
    {
      ...{ call: key, number: phone, queue: QUEUE, begin_ms: at_ms, case_number },
      ...{ extension: given_up ? null : SEATS[seat], agent: given_up || !agent ? null : agent },
      ...{ answered_ms: given_up ? null : at_ms + wait_ms, end_ms: at_ms + wait_ms + talk_ms },
    },
  ];
}

/** One after the other, each through all that became of it. @returns number of the case */
function createLane({ at }: Pick<CasesModule, 'at'>, people: People) {
  const clock = { now_ms: 0, now: () => clock.now_ms };
  const cases = at(clock);
  const as = (name: string, permissions: readonly string[], unit: string | null = null): Acting =>
    actingAs(people.get(name), name, permissions, unit);
  const agentOf = ({ call }: DemoContact) => as(AGENTS[call?.seat ?? 1].name, ['cases:take', 'cases:read']);

  return async (contact: DemoContact, now_ms: number): Promise<string> => {
    const { at_ms, call } = contact;
    const draw = (what: number) => hash01(11, Math.floor(at_ms / 1000), contact.text.length, what);
    const taken_ms = at_ms + (call ? call.wait_ms + Math.floor(call.talk_ms * 0.6) : 20_000);
    clock.now_ms = taken_ms;
    const agent = agentOf(contact);
    const by = { principal: agent.session.principal, actor: agent.session.account, at_ms: taken_ms };
    // What is written comes in by a machine, and an agent answers it.
    const { id, number } = await cases.take(takenOf(contact), call ? by : undefined);
    const steps =
      contact.unit === null ? atOnce(contact, taken_ms, draw) : byUnit(contact, contact.unit, taken_ms, draw);
    for (const { at_ms: step_ms, work } of steps) {
      if (step_ms > now_ms) break;
      clock.now_ms = step_ms;
      if (!(await doStep(cases, id, (version) => work({ cases, id, version, agent, as })))) break;
    }
    return number;
  };
}

/**
 * Beside the live city, which gives cards to cases meanwhile and whose people handle them: a change in between is looked at
 * again, and a case that they have brought on is theirs from there.
 */
async function doStep(
  cases: Cases,
  id: number,
  work: (version: number) => Promise<unknown>,
): Promise<boolean> {
  for (let tried = 0; tried < 3; tried++) {
    const version = (await cases.find(id))?.version ?? 0;
    try {
      await work(version);
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== 'cases.changed') return false;
    }
  }
  return false;
}

interface Doing {
  readonly cases: Cases;
  readonly id: number;
  readonly version: number;
  readonly agent: Acting;
  as(name: string, permissions: readonly string[], unit?: string | null): Acting;
}
interface Step {
  readonly at_ms: number;
  work(doing: Doing): Promise<unknown>;
}
type Draw = (what: number) => number;

function atOnce({ answer, way, call }: DemoContact, taken_ms: number, draw: Draw): Step[] {
  const after_ms = way === 'phone' ? (call?.talk_ms ?? 0) * 0.4 : (5 + draw(1) * 50) * MINUTE_MS;
  return [
    {
      at_ms: taken_ms + Math.floor(after_ms),
      work: ({ cases, id, version, agent }) =>
        cases.desk.answer(agent, id, { version, text: answer, close: true }),
    },
  ];
}

/** Dispatched, accepted, perhaps returned or extended, answered, perhaps done again, closed. */
function byUnit({ answer }: DemoContact, unit: string, taken_ms: number, draw: Draw): Step[] {
  const dispatched_ms = taken_ms + Math.floor((2 + draw(1) * 25) * MINUTE_MS);
  const accepted_ms = dispatched_ms + Math.floor((10 + draw(2) * 300) * MINUTE_MS);
  // Most within three days; some take as long as the rules give, and a few longer.
  const answered_ms = accepted_ms + Math.floor((3 + draw(3) ** 3 * 230) * HOUR_MS);
  const closed_ms = answered_ms + Math.floor((10 + draw(4) * 240) * MINUTE_MS);
  const other = DISTRICT_UNITS[0] === unit ? DISTRICT_UNITS[1] : DISTRICT_UNITS[0];
  const isReturned = draw(5) < RETURNED;
  const to = isReturned ? other : unit;
  return [
    dispatchAt(dispatched_ms, unit),
    ...(isReturned
      ? [returnAt(accepted_ms - 5 * MINUTE_MS, unit), ruleAt(accepted_ms - 2 * MINUTE_MS, other)]
      : []),
    handlerAt(accepted_ms, to, ({ cases, id, version }, by) => cases.handling.accept(by, id, { version })),
    ...(draw(6) < EXTENDED
      ? [extendAt(accepted_ms + HOUR_MS, to), ruleAt(accepted_ms + 2 * HOUR_MS, null)]
      : []),
    handlerAt(answered_ms, to, ({ cases, id, version }, by) =>
      cases.desk.answer(by, id, { version, text: answer, close: false }),
    ),
    ...(draw(7) < REWORKED ? reworkAt(answered_ms + 4 * MINUTE_MS, to, answer) : []),
    {
      at_ms: closed_ms + (draw(7) < REWORKED ? 26 * HOUR_MS : 0),
      work: ({ cases, id, version, agent }) => cases.desk.close(agent, id, { version, note: '' }),
    },
  ];
}

const dispatchAt = (at_ms: number, unit: string): Step => ({
  at_ms,
  work: ({ cases, id, version, agent }) =>
    cases.desk.dispatch(agent, id, { version, unit, note: '', suggested: [] }),
});

const handlerAt = (
  at_ms: number,
  unit: string,
  work: (doing: Doing, by: Acting) => Promise<unknown>,
): Step => ({
  at_ms,
  work: (doing) => work(doing, doing.as(handlerOf(unit), ['cases:handle', 'cases:read'], unit)),
});

const handlerOf = (unit: string) => HANDLERS.find((one) => one.unit === unit)?.name ?? HANDLERS[0].name;

const returnAt = (at_ms: number, unit: string): Step =>
  handlerAt(at_ms, unit, ({ cases, id, version }, by) =>
    cases.handling.request(by, id, {
      ...{
        version,
        kind: 'return',
        reason: '不属本单位职责，涉事路段由区里管养',
        length: null,
        proposed_unit: null,
      },
    }),
  );

const extendAt = (at_ms: number, unit: string): Step =>
  handlerAt(at_ms, unit, ({ cases, id, version }, by) =>
    cases.handling.request(by, id, {
      ...{ version, kind: 'extension', reason: '需调取车载视频并约谈当事人', length: 2, proposed_unit: null },
    }),
  );

/** What a unit asked for is granted. @param unit who is to answer instead, where it was returned */
const ruleAt = (at_ms: number, unit: string | null): Step => ({
  at_ms,
  async work({ cases, id, version, as }) {
    const by = as(SUPERVISOR.name, ['cases:supervise', 'cases:take', 'cases:read']);
    const { request_list } = await cases.get(by, id);
    const open = request_list.find(({ state }) => state === 'open');
    if (!open) return;
    await cases.supervision.rule(by, id, {
      version,
      request: open.id,
      granted: true,
      reason: '情况属实，同意',
      unit,
    });
  },
});

const reworkAt = (at_ms: number, unit: string, answer: string): Step[] => [
  {
    at_ms,
    work: ({ cases, id, version, agent }) =>
      cases.desk.rework(agent, id, { version, reason: '答复未说明核查经过，请补充后再报' }),
  },
  handlerAt(at_ms + 20 * HOUR_MS, unit, ({ cases, id, version }, by) =>
    cases.desk.answer(by, id, {
      version,
      text: `${answer}已调取当日记录逐项核对，并电话向诉求人说明。`,
      close: false,
    }),
  ),
];

function takenOf(contact: DemoContact) {
  const { key, way, type, category, text, name, phone, secret, place, links, at_ms, call } = contact;
  return {
    ...{ channel: way, key, type, category, text, links, received_ms: at_ms, call: call && key },
    ...(place && { place }),
    asker: { name, phone, email: null, secret, answer_by: 'phone' as const },
    ...(way === '12345' && {
      outside: { system: '12345', number: key, due_ms: at_ms + 7 * DAY_MS },
    }),
  };
}

/** A session without a browser: what somebody of the demo city did then. */
function actingAs(
  person: Pick<AccountPerson, 'principal' | 'name'> | undefined,
  name: string,
  permissions: readonly string[],
  unit: string | null,
): Acting {
  const reach =
    unit === null
      ? {}
      : Object.fromEntries(permissions.map((one) => [one, { units: [unit], districts: null }]));
  const { principal = 'system' } = person ?? {};
  const session = { principal, account: name, permissions, reach, language: 'zh' } as unknown as Session;
  return { session, address: '127.0.0.1' };
}
