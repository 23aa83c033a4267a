import type { CallExemption } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { cityDay, cityDayStart } from '../../../kit/clock.ts';
import type { DemoCity, DemoOfficer } from '../../../kit/demo.ts';
import { createDemoScript, type DemoContact } from './demo-script.ts';

/** As long as the calls of somebody who waits for more than this are worth an explanation. */
const LONG_WAIT_MS = 15_000;
/** So long the deputy leaves a declaration to who looks at the demo. */
const LEFT_MS = 30 * MINUTE_MS;

/** A supervisor declares the hour of yesterday in which most people waited long; once for each day. */
export function createOverloadDeclarer(city: DemoCity) {
  const script = createDemoScript(city);
  return async (officer: DemoOfficer, now_ms: number): Promise<void> => {
    const day_ms = cityDayStart(now_ms) - DAY_MS;
    if ((await exemptionsOf(officer, day_ms, day_ms)).length > 0) return;
    const from_ms = day_ms + worstHour(script.contactsOf(day_ms), day_ms) * HOUR_MS;
    await officer.call('POST', '/calls/exemptions', {
      ...{ kind: 'overload', from_ms, to_ms: from_ms + HOUR_MS },
      reason: '突发路况致来电集中，全部坐席满负荷，排队超过处理能力',
    });
  };
}

/** Another supervisor approves what was declared, once it has waited for a while. */
export async function approveExemptions(officer: DemoOfficer, now_ms: number): Promise<void> {
  const declared = await exemptionsOf(officer, now_ms - 7 * DAY_MS, now_ms);
  for (const { id, state, declared_ms } of declared)
    if (state === 'declared' && now_ms - declared_ms > LEFT_MS)
      await officer.call('POST', `/calls/exemptions/${id}/decision`, {
        ...{ verdict: 'approved', reason: '与话务、路况记录相符，同意' },
      });
}

const exemptionsOf = (officer: DemoOfficer, from_ms: number, to_ms: number) =>
  officer.call<CallExemption[]>('GET', `/calls/exemptions?from=${cityDay(from_ms)}&to=${cityDay(to_ms)}`);

function worstHour(contacts: readonly DemoContact[], day_ms: number): number {
  const waits = Array.from({ length: 24 }, () => 0);
  for (const { at_ms, call } of contacts)
    if (call && call.wait_ms > LONG_WAIT_MS) waits[Math.floor((at_ms - day_ms) / HOUR_MS)]++;
  return waits.indexOf(Math.max(...waits));
}
