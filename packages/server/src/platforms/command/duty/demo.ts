import { setTimeout as sleep } from 'node:timers/promises';
import type { DutyBoard, DutyPost, Session } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { cityDayStart } from '../../../kit/clock.ts';
import type { Demo, DemoDesk, DemoOfficer } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';
import { handOver, type Sides } from './demo-handover.ts';

/** Posts of the demo city's centre, in the order in which they are asked. */
const POSTS = [
  { zh: '值班指挥长', en: 'Duty commander' },
  { zh: '值守席', en: 'Watch desk' },
] as const;
/** Two shifts a day: 08:00 and 20:00. */
const SHIFT_H = 12;
const BEGIN_H = 8;
const EVERY_MS = 15 * MINUTE_MS;
/** How long after the start the last shift is handed over: until the city has made its first warnings and situations. */
const SETTLE_MS = 2 * MINUTE_MS;

/**
 * The officers of the demo city make posts with a roster, write down how each shift begins, and hand it over to each other
 * at its hour; at the start the last shift is handed over, so that nobody has to wait for the next one.
 */
export function createDutyDemo(log: Logger, settle_ms = SETTLE_MS): Demo {
  return {
    async duty(_, desk) {
      const { clock, signal } = desk;
      const rest = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
      const attempt = (work: Promise<void>) =>
        work.then(
          () => true,
          (err: unknown) => {
            if (!signal.aborted) log.warn({ err }, 'an officer of the demo city could not stand duty');
            return false;
          },
        );
      let done_ms = 0;
      for (let wait_ms = settle_ms; !signal.aborted; wait_ms = 0) {
        const shift_ms = shiftAt(clock.now());
        if (shift_ms !== done_ms && (await attempt(takePlaces(desk, shift_ms)))) {
          if (wait_ms > 0) await rest(wait_ms);
          if (!signal.aborted && (await attempt(changeShift(desk, shift_ms)))) done_ms = shift_ms;
        }
        const now_ms = clock.now();
        await rest(Math.min(EVERY_MS, shiftAt(now_ms) + SHIFT_H * HOUR_MS - now_ms));
      }
    },
  };
}

/** When the shift of an instant began. */
export function shiftAt(now_ms: number): number {
  const first_ms = cityDayStart(now_ms) + BEGIN_H * HOUR_MS;
  const length_ms = SHIFT_H * HOUR_MS;
  return first_ms + Math.floor((now_ms - first_ms) / length_ms) * length_ms;
}

/** Makes the posts with their rosters where there are none. */
async function takePlaces({ signIn, signInRelief }: DemoDesk, shift_ms: number): Promise<void> {
  await seated(signIn, async (officer) => {
    const { posts } = await officer.call<DutyBoard>('GET', '/duty/board');
    if (posts.length > 0) return;
    const own = await principalOf(officer);
    const relief = signInRelief && (await seated(signInRelief, principalOf));
    await makeRosters(officer, own, relief ?? null, shift_ms);
  });
}

/** Hands each post over whose officers changed with the shift, and writes down how the shift begins. */
async function changeShift({ signIn, signInRelief }: DemoDesk, shift_ms: number): Promise<void> {
  await seated(signIn, async (officer) => {
    if (signInRelief)
      await seated(signInRelief, async (relief) => {
        const both = [officer, relief];
        const sides: Sides = new Map();
        for (const one of both) sides.set(await principalOf(one), one);
        const { posts } = await officer.call<DutyBoard>('GET', '/duty/board');
        for (const { post } of posts) await handOver(post.id, sides, shift_ms);
      });
    await officer.call('POST', '/duty/log', { text: '接班：各席位到岗，系统与电话检查正常' });
  });
}

/** Works as somebody who sits down and gets up again. */
async function seated<T>(
  signIn: () => Promise<DemoOfficer>,
  work: (officer: DemoOfficer) => Promise<T>,
): Promise<T> {
  const officer = await signIn();
  try {
    return await work(officer);
  } finally {
    await officer.signOut();
  }
}

const principalOf = async (officer: DemoOfficer): Promise<string> =>
  (await officer.call<Session>('GET', '/session')).principal;

/**
 * Every post with a rotation from the shift before on, so that there is somebody to take over from, and the first officer as
 * the fallback. Two officers change their posts with each shift; where there is one alone, everybody takes turns.
 */
async function makeRosters(
  officer: DemoOfficer,
  own: string,
  relief: string | null,
  shift_ms: number,
): Promise<void> {
  const people = relief === null ? await officer.call<{ principal: string }[]>('GET', '/duty/people') : [];
  const turns = relief === null ? people.map(({ principal }) => [principal]) : [[relief], [own]];
  const start_ms = relief === null ? shift_ms : shift_ms - SHIFT_H * HOUR_MS;
  for (const [i, name] of POSTS.entries()) {
    const wanted = { unit: 'city', name, rank: i + 1, fallback: own };
    const post = await officer.call<DutyPost>('POST', '/duty/posts', wanted);
    // Nobody stands at two posts at once where there are two people or more.
    const order = [...turns.slice(i), ...turns.slice(0, i)];
    const rule = {
      ...{ kind: 'turns', priority: 1, turns: order, start_ms, until_ms: null, turn_h: SHIFT_H },
      ...{ window: null, days: 'every' },
    };
    const change = { version: post.version, add: { name: '两班轮值', rule } };
    await officer.call('POST', `/duty/posts/${post.id}/changes`, change);
  }
}
