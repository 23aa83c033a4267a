import { setTimeout as sleep } from 'node:timers/promises';
import type {
  FreightPortEntry,
  FreightPortState,
  FreightRegimeDraft,
  FreightRegimeEntry,
} from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDayStart } from '../../../kit/clock.ts';
import type { Demo, DemoCity, DemoDesk, DemoOfficer, DemoPerson, SignInAs } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';
import type { Announcing } from './announcing.ts';
import type { RegimeRecord } from './book.ts';
import { stormRegime } from './demo-regimes.ts';
import type { Drafts } from './drafts.ts';
import type { PortStates } from './port-states.ts';

const DRAFTER: DemoPerson = {
  ...{ name: 'demo-regime-drafter', display_name: '示范货运监管员', role: 'freight-officer' },
};
const ANNOUNCER: DemoPerson = {
  ...{ name: 'demo-regime-chief', display_name: '示范货运值班长', role: 'freight-officer' },
};
/** Rain from which on a storm is declared, mm/h. */
const HEAVY_MM_H = 8;
const STORM = { zh: '暴雨应急', en: 'Storm emergency' };

/**
 * The freight desk of the demo city: one officer drafts what the next heavy rain of the script asks for, and drills it; another
 * one announces it. In that rain the entry of 文锦渡 is closed for some hours.
 */
export const createRegimesDemo = (log: Logger, open: (clock: Clock) => PastRegimes): Demo => ({
  people: [DRAFTER, ANNOUNCER],
  past: (city, { now_ms }) => liveThrough(open, city, now_ms),
  async duty(city, { signInAs, signal, clock }: DemoDesk) {
    while (signInAs && !signal.aborted) {
      await workAt(signInAs, city, clock.now()).catch((err: unknown) => {
        if (!signal.aborted) log.warn({ err }, 'regimes of the demo city were not seen to');
      });
      await sleep(MINUTE_MS, undefined, { signal }).catch(() => undefined);
    }
  },
});

interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

/** The next heavy rain of the script from an instant on, whole hours; null without one within eight days. */
export function nextStorm(
  { life, shift_ms }: Pick<DemoCity, 'life' | 'shift_ms'>,
  after_ms: number,
): Span | null {
  const first_ms = cityDayStart(after_ms + shift_ms);
  for (let day = 0; day < 8; day++) {
    const { start_ms, rain_mm_h } = life.dayAt(first_ms + day * DAY_MS + HOUR_MS);
    const heavy = rain_mm_h.flatMap((mm_h, hour) => (mm_h > HEAVY_MM_H ? [hour] : []));
    if (heavy.length === 0) continue;
    const from_ms = start_ms + heavy[0] * HOUR_MS - shift_ms;
    if (from_ms > after_ms)
      return { from_ms, to_ms: start_ms + (heavy[heavy.length - 1] + 4) * HOUR_MS - shift_ms };
  }
  return null;
}

async function workAt(signInAs: SignInAs, city: DemoCity, now_ms: number): Promise<void> {
  // Somebody has to check and announce it before it begins.
  const storm = nextStorm(city, now_ms + 30 * MINUTE_MS);
  if (storm === null) return;
  await at(signInAs, DRAFTER, (officer) => draft(officer, storm));
  await at(signInAs, ANNOUNCER, async (officer) => {
    await announce(officer);
    await closePort(officer, storm);
  });
}

async function at(
  signInAs: SignInAs,
  { name }: DemoPerson,
  work: (officer: DemoOfficer) => Promise<void>,
): Promise<void> {
  const officer = await signInAs(name);
  try {
    await work(officer);
  } finally {
    await officer.signOut();
  }
}

const draftsOf = (officer: DemoOfficer) =>
  officer.call<FreightRegimeDraft[]>('GET', '/freight/regime-drafts');

/** Drafts, checks and drills what the next storm asks for, once. */
async function draft(officer: DemoOfficer, { from_ms, to_ms }: Span): Promise<void> {
  const { regimes } = await officer.call<{ regimes: FreightRegimeEntry[] }>('GET', '/freight/regimes');
  if (regimes.some(({ regime }) => regime.code === 'storm' && regime.from_ms === from_ms)) return;
  if ((await draftsOf(officer)).some(({ regime }) => regime.code === 'storm' && regime.from_ms === from_ms))
    return;
  const { id, version } = await officer.call<FreightRegimeDraft>('POST', '/freight/regime-drafts', {
    regime: stormRegime('storm', STORM, from_ms, to_ms),
    purpose: '气象台预报傍晚有强降雨',
  });
  await officer.call('POST', `/freight/regime-drafts/${id}/check`, { seen: version });
  // Where no trips are known yet there is nothing to drill on.
  await officer
    .call('POST', `/freight/regime-drafts/${id}/drills`, { reason: '暴雨切换演练' })
    .catch(() => undefined);
}

async function announce(officer: DemoOfficer): Promise<void> {
  const waiting = (await draftsOf(officer)).find(
    ({ state, is_own, regime }) => state === 'checked' && !is_own && regime.code === 'storm',
  );
  if (!waiting) return;
  const { from_ms, to_ms } = waiting.regime;
  await officer.call('POST', `/freight/regime-drafts/${waiting.id}/announcement`, {
    ...{ seen: waiting.version, from_ms, to_ms, reason: '强降雨预警，平转战' },
  });
}

/** The entry of 文锦渡 lies low: it is closed for three hours of the storm. */
const closureOf = ({ from_ms }: Span): FreightPortState => ({
  ...{ port: 'man-kam-to', directions: ['in'], classes: [], state: 'closed', hours: [], assumed: true },
  ...{ from_ms, to_ms: from_ms + 3 * HOUR_MS },
  reason: { zh: '路面积水', en: 'water on the road' },
  source: { zh: '示范城市口岸办通知', en: 'Notice of the port office of the demo city' },
});

async function closePort(officer: DemoOfficer, storm: Span): Promise<void> {
  const { states } = await officer.call<{ states: FreightPortEntry[] }>('GET', '/freight/port-states');
  const isKnown = states.some(({ state }) => state.port === 'man-kam-to' && state.from_ms === storm.from_ms);
  if (!isKnown) await officer.call('POST', '/freight/port-states', closureOf(storm));
}

/** The module's own services on the clock of a past. */
export interface PastRegimes {
  readonly record: RegimeRecord;
  readonly drafts: Drafts;
  readonly announcing: Announcing;
  readonly ports: PortStates;
}

const acting = (name: string): Acting => ({
  address: '127.0.0.1',
  session: { principal: `program:${name}`, account: name } as Acting['session'],
});

/** The last storm that was over by now, as the freight desk lived through it: announced hours before, and ended by itself. */
async function liveThrough(
  open: (clock: Clock) => PastRegimes,
  city: DemoCity,
  now_ms: number,
): Promise<void> {
  const { planned } = open({ now: () => now_ms }).record.snapshot;
  // Also one at another hour, where the city was shown at one.
  if (planned.some(({ row: { regime } }) => regime.code === 'storm' && regime.from_ms < now_ms)) return;
  const storm = Array.from({ length: 7 }, (_, day) => nextStorm(city, now_ms - (day + 1) * DAY_MS)).find(
    (one) => one !== null && one.to_ms < now_ms,
  );
  if (!storm) return;
  const { drafts, announcing, ports } = open({ now: () => storm.from_ms - 2 * HOUR_MS });
  await ports.add(acting(ANNOUNCER.name), closureOf(storm));
  const regime = stormRegime('storm', STORM, storm.from_ms, storm.to_ms);
  const { id, version } = await drafts.add(acting(DRAFTER.name), regime, '强降雨预警');
  const { version: seen } = await drafts.markChecked(acting(DRAFTER.name), { id, seen: version });
  await announcing.announce(acting(ANNOUNCER.name), id, { ...storm, seen, reason: '强降雨预警，平转战' });
}
