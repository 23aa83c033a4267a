import { setTimeout as sleep } from 'node:timers/promises';
import type { Review } from '@opentocc/contract';
import { hash01 } from '@opentocc/core/random';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';
import type { Demo, DemoDesk, DemoOfficer, DemoPerson } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

const JUDGE: DemoPerson = { name: 'demo-reviewer', display_name: '示范质检员', role: 'hotline-supervisor' };
const DAYS = 3;
const EACH = 8;
/** One of five is left to who looks at the demo. */
const LEFT_EVERY = 5;

/** Who judges answers in the demo city, over HTTP alone: about 96 of 100 are right. */
export const createReviewsDemo = (log: Logger): Demo => ({
  people: [JUDGE],
  duty: (_city, desk) => judgeAtDesk(desk, log),
});

async function judgeAtDesk({ signInAs, signal, clock }: DemoDesk, log: Logger): Promise<void> {
  while (signInAs && !signal.aborted) {
    await judgeOnce(await signInAs(JUDGE.name), clock.now()).catch((err: unknown) => {
      if (!signal.aborted) log.warn({ err }, 'answers of the demo city could not be judged');
    });
    await sleep(MINUTE_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function judgeOnce(officer: DemoOfficer, now_ms: number): Promise<void> {
  try {
    const days = Array.from({ length: DAYS }, (_, i) => cityDay(now_ms - (i + 1) * DAY_MS));
    // What was drawn before, or has nothing, is refused; the next round asks again.
    for (const day of days)
      await officer.call('POST', '/review-draws', { from: day, to: day, per_agent: EACH }).catch(() => null);
    const { reviews } = await officer.call<{ reviews: Review[] }>('GET', '/reviews?state=waiting&limit=60');
    for (const { id, version, case: of } of reviews.filter((one) => one.id % LEFT_EVERY !== 0)) {
      const facts = hash01(of, 3, 0, 0) > 0.04;
      const marks = {
        facts,
        complete: facts || hash01(of, 4, 0, 0) > 0.5,
        category: true,
        wording: hash01(of, 5, 0, 0) > 0.1,
      };
      await officer.call('POST', `/reviews/${id}/judgement`, { version, marks });
    }
  } finally {
    await officer.signOut();
  }
}
