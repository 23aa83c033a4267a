import { setTimeout as sleep } from 'node:timers/promises';
import type { Study } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Incident } from '@opentocc/testkit/city-life';
import type { Demo, DemoCity, DemoDesk } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

/** An incident is noticed so long after it begins, and is no news any more after so long, min. */
const NOTICED = { from_min: 3, to_min: 10 } as const;
/** One that is over sooner is not worth asking about, min. */
const LEAST_LEFT_MIN = 15;
/** Longest that an incident of a study may last, min. */
const MOST_LEFT_MIN = 120;
/** Between two questions, so that the desk of who looks at the demo has the threads for itself most of the time. */
const EVERY_MS = 30 * MINUTE_MS;
/** After a question that was not answered, as before the first window of link states. */
const AGAIN_MS = 5 * MINUTE_MS;

/** What an officer asks about an incident that was noticed. */
export interface DemoQuestion {
  readonly link: number;
  readonly lanes_closed: number;
  readonly minutes: number;
}

/** The officer of the demo city asks the twin about incidents that happen, so that there are scores to look at. */
export function createScoresDemo(log: Logger): Demo {
  return {
    async duty(city, desk) {
      let next_ms = 0;
      while (!desk.signal.aborted) {
        const now_ms = desk.clock.now();
        const question = now_ms >= next_ms ? questionAt(city, now_ms) : undefined;
        if (question) {
          next_ms = now_ms + EVERY_MS;
          await askAbout(desk, question).catch((err: unknown) => {
            next_ms = now_ms + AGAIN_MS;
            if (!desk.signal.aborted) log.warn({ err }, 'the officer of the demo city got no answer');
          });
        }
        await sleep(MINUTE_MS, undefined, { signal: desk.signal }).catch(() => undefined);
      }
    },
  };
}

/** The incident that is news at an instant and lasts longest from then on, as an officer would describe it. */
export function questionAt(
  { life, network }: Pick<DemoCity, 'life' | 'network'>,
  now_ms: number,
): DemoQuestion | undefined {
  const age_min = ({ from_ms }: Incident) => (now_ms - from_ms) / MINUTE_MS;
  const left_min = ({ to_ms }: Incident) => Math.floor((to_ms - now_ms) / MINUTE_MS);
  const [found] = life
    .incidentsAt(now_ms)
    .filter((one) => age_min(one) >= NOTICED.from_min && age_min(one) <= NOTICED.to_min)
    .filter((one) => left_min(one) >= LEAST_LEFT_MIN)
    // What closes a road whole may cut it off, which is refused.
    .filter(({ link, lanes_taken }) => lanes_taken < network.link_lanes[link])
    .sort((a, b) => b.to_ms - a.to_ms || a.link - b.link);
  if (!found) return undefined;
  const { link, lanes_taken: lanes_closed } = found;
  return { link, lanes_closed, minutes: Math.min(MOST_LEFT_MIN, left_min(found)) };
}

async function askAbout({ signIn }: DemoDesk, question: DemoQuestion): Promise<void> {
  const officer = await signIn();
  try {
    const { id } = await officer.call<Study>('POST', '/studies', { incidents: [question] });
    await officer.call('POST', `/studies/${id}/confirmation`);
  } finally {
    await officer.signOut();
  }
}
