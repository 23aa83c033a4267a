import { setTimeout as sleep } from 'node:timers/promises';
import type { Rectification, Visit, VisitDraw } from '@opentocc/contract';
import { hash01 } from '@opentocc/core/random';
import { DAY_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';
import type { Demo, DemoDesk, DemoOfficer, DemoPerson } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

const VISITOR: DemoPerson = { name: 'demo-visitor', display_name: '示范回访员', role: 'hotline-agent' };
const QUALITY: DemoPerson = {
  name: 'demo-quality',
  display_name: '示范质检督办',
  role: 'hotline-supervisor',
};

const ROUND_MS = 20_000;
/** Visits of a round. */
const CALLS = 6;
/** Days before today that are drawn from. */
const DAYS = 3;
/** So many wait for who looks at the demo. */
const LEFT_WAITING = 12;
/** One of four rectifications is left to who looks. */
const LEFT_EVERY = 4;

/** Those who draw and call in the demo city, over HTTP alone; what citizens answer is seeded by their case. */
export const createVisitsDemo = (log: Logger): Demo => ({
  people: [VISITOR, QUALITY],
  duty: (_city, desk) => workAtDesks(desk, log),
});

async function workAtDesks({ signInAs, signal, clock }: DemoDesk, log: Logger): Promise<void> {
  if (!signInAs) return;
  const sit = async (name: string, work: (officer: DemoOfficer) => Promise<void>) => {
    while (!signal.aborted) {
      await round(await signInAs(name), work).catch((err: unknown) => {
        if (!signal.aborted)
          log.warn({ err, name }, 'somebody of the demo city could not work at their desk');
      });
      await sleep(ROUND_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  await Promise.all([
    sit(QUALITY.name, async (officer) => {
      await draw(officer, clock.now());
      await rectify(officer);
    }),
    sit(VISITOR.name, async (officer) => {
      for (let i = 0; i < CALLS && !signal.aborted; i++) await call(officer);
    }),
  ]);
}

async function round(officer: DemoOfficer, work: (officer: DemoOfficer) => Promise<void>): Promise<void> {
  try {
    await work(officer);
  } finally {
    await officer.signOut();
  }
}

/** Draws from the oldest of the last days from which nothing was drawn yet; a day on which nothing was closed is passed over. */
async function draw(officer: DemoOfficer, now_ms: number): Promise<void> {
  const draws = await officer.call<VisitDraw[]>('GET', '/visit-draws');
  const days = Array.from({ length: DAYS }, (_, i) => cityDay(now_ms - (DAYS - i) * DAY_MS));
  for (const day of days) {
    if (draws.some(({ from, to }) => from <= day && day <= to)) continue;
    const made = await officer
      .call<VisitDraw>('POST', '/visit-draws', { from: day, to: day })
      .catch(() => null);
    if (!made) continue;
    await officer.call('POST', `/visit-draws/${made.id}/reveal`, { witness: `${day} 见证：值班长签字` });
    return;
  }
}

async function call(officer: DemoOfficer): Promise<void> {
  const { visit, waiting } = await officer.call<{ visit: Visit | null; waiting: number }>(
    'POST',
    '/visits/next',
    {},
  );
  if (!visit) return;
  const { id, version } = visit;
  if (waiting <= LEFT_WAITING) {
    await officer.call('POST', `/visits/${id}/release`, {});
    return;
  }
  const chance = (what: number) => hash01(visit.case, what, visit.attempts.length, 0);
  const missed = outcomeOf(chance(1));
  if (missed) await officer.call('POST', `/visits/${id}/attempts`, { version, outcome: missed });
  else await officer.call('POST', `/visits/${id}/answers`, { version, ...answersOf(visit, chance(7)) });
}

/** Three of five answer at the first call. */
function outcomeOf(chance: number): 'no_answer' | 'busy' | 'wrong_number' | 'refused' | null {
  if (chance < 0.62) return null;
  if (chance < 0.86) return 'no_answer';
  if (chance < 0.94) return 'busy';
  return chance < 0.96 ? 'wrong_number' : 'refused';
}

/** About 97 of 100 are content who were answered at once, and 88 of those whose complaint went to a unit. */
function answersOf({ at_once, asks_satisfaction }: Visit, chance: number) {
  const bad = chance < (at_once ? 0.03 : 0.12);
  const satisfied = bad ? (chance < 0.01 ? 1 : 2) : chance < 0.3 ? 3 : chance < 0.6 ? 4 : 5;
  return {
    ...{ answered: true, handled: bad ? 'no' : 'yes', satisfied: asks_satisfaction ? satisfied : null },
    comment: bad ? '说是处理了，第二天还是老样子' : '',
  };
}

async function rectify(officer: DemoOfficer): Promise<void> {
  const { rectifications } = await officer.call<{ rectifications: Rectification[] }>(
    'GET',
    '/rectifications?limit=50',
  );
  for (const { id, version, state } of rectifications.filter((one) => one.id % LEFT_EVERY !== 0)) {
    if (state === 'open')
      await officer.call('POST', `/rectifications/${id}/done`, {
        ...{ version, done: '已约谈承办单位并现场核查，当事人员重新培训，电话告知诉求人' },
      });
    if (state === 'done')
      await officer.call('POST', `/rectifications/${id}/closing`, {
        version,
        closed: true,
        reason: '核实属实，诉求人认可',
      });
  }
}
