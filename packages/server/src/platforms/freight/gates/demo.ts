import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  FreightGateRead,
  FreightGateSite,
  FreightPlaceListed,
  GateKeeperView,
  GateSecret,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { type FreightLife, freightLifeOf, type LifePlace } from '@opentocc/testkit/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Demo, DemoDesk, DemoOfficer, DemoOperator } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';
import { type GateSecrets, runDemoGates } from './demo-world.ts';

const OFFICER = 'demo-gate-officer';
const KEEPER = 'demo-gate-keeper';

export interface GatesDemoDeps {
  /** Where controllers of the demo city have their disks. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Sites of the demo city with cameras of three makers, barriers and controllers; a keeper who sees to what waits. */
export function createGatesDemo({ folder, clock, log }: GatesDemoDeps): Demo {
  const secrets = new Map<string, GateSecrets>();
  return {
    people: [
      { name: OFFICER, display_name: '示范货运监管员（场站）', role: 'freight-officer' },
      { name: KEEPER, display_name: '示范道闸值守员', role: 'gate-keeper' },
    ],
    // Secrets are shown once: whoever starts again makes new ones.
    registers_for_world: true,
    isUnregistered: (city) => secrets.size === 0 && freightLifeOf(city) !== null,
    async register(city, _operator, signInAs) {
      const life = freightLifeOf(city);
      if (!life) return;
      const officer = await signInAs(OFFICER);
      const known = await officer.call<FreightGateSite[]>('GET', '/freight/gate-sites');
      const filed = await officer.call<FreightPlaceListed[]>('GET', '/freight/filing/places');
      for (const place of gatedPlaces(life)) {
        // Trips are booked for the place as it was filed.
        const site = filed.find(({ name }) => name.zh === place.name.zh)?.code ?? place.code;
        await registerSite(officer, site, place, known);
        await officer.call('PUT', `/freight/gate-sites/${site}/list`, {
          entries: regulars(life, place, clock),
        });
        for (const [gate, own] of await secretsOf(officer, place)) secrets.set(gate, own);
      }
      await officer.signOut();
    },
    duty: (_city, desk) => keep(desk, log),
    async world(city, { url, signal }) {
      const life = freightLifeOf(city);
      if (!life || secrets.size === 0) return;
      await runDemoGates({
        ...{ life, url, signal, secrets, clock, log },
        folder: join(folder, 'demo-gates'),
      });
    },
  };
}

const gatedPlaces = ({ places }: FreightLife): LifePlace[] => places.filter(({ gates }) => gates.length > 0);

async function registerSite(
  officer: DemoOperator,
  code: string,
  { code: own, name, lon, lat, capacity, warehouse, gates }: LifePlace,
  known: readonly FreightGateSite[],
): Promise<void> {
  if (known.some((one) => one.code === code && one.gates.length >= gates.length)) return;
  const site = {
    name,
    unit: null,
    lon,
    lat,
    capacity,
    version: known.find((one) => one.code === code)?.version ?? 0,
  };
  await officer.call('PUT', `/freight/gate-sites/${code}`, site);
  for (const gate of gates) {
    const there = known.flatMap((one) => one.gates).find((one) => one.code === gate.code);
    // The two gates of a warehouse are a lock for trucks: its yard is never open on both sides.
    const lock = warehouse ? own : gate.code;
    const body = {
      site: code,
      name: gate.name,
      lock,
      direction: gate.direction,
      version: there?.version ?? 0,
    };
    await officer.call('PUT', `/freight/gates/${gate.code}`, body);
  }
}

/**
 * Secrets by gate. Cameras of 臻识 open their gates themselves; the others have a controller, one for each lock: a second secret
 * of it would end the first.
 */
export async function secretsOf(
  officer: DemoOperator,
  { code, warehouse, gates }: Pick<LifePlace, 'code' | 'warehouse' | 'gates'>,
): Promise<ReadonlyMap<string, GateSecrets>> {
  const controllers = new Map<string, GateSecret>();
  const secrets = new Map<string, GateSecrets>();
  for (const gate of gates) {
    const body = { gate: gate.code, maker: gate.maker, towards: gate.direction, address: null };
    const camera = await officer.call<GateSecret>('PUT', `/freight/gate-cameras/cam-${gate.code}`, body);
    const lock = warehouse ? code : gate.code;
    if (gate.maker !== 'alphadigi' && !controllers.has(lock))
      controllers.set(lock, await officer.call('POST', `/freight/gate-locks/${lock}/secret`));
    const controller = gate.maker === 'alphadigi' ? null : (controllers.get(lock) ?? null);
    secrets.set(gate.code, { camera, controller, lock });
  }
  return secrets;
}

/** Trucks of contracted hauliers, which a site lets in whenever they come: those that have come today or will. */
function regulars(life: FreightLife, { code }: LifePlace, clock: Clock) {
  const now_ms = clock.now();
  const trips = life.tripsBetween(now_ms - DAY_MS / 2, now_ms + DAY_MS);
  const plates = trips
    .filter(({ truck, declared }) => truck.index % 4 !== 0 && JSON.stringify(declared).includes(`"${code}"`))
    .map(({ truck }) => truck.plate);
  return [...new Set(plates)].map((plate) => ({ plate, until_ms: now_ms + 3 * DAY_MS, note: '签约承运' }));
}

/** The keeper looks at what waits: corrects what is nearly a plate that is expected, lets in after a look at the papers. */
async function keep(desk: DemoDesk, log: Logger): Promise<void> {
  while (!desk.signal.aborted) {
    await look(desk).catch((err: unknown) => {
      if (!desk.signal.aborted) log.warn({ err }, 'the keeper of the demo city did not look');
    });
    await sleep(45_000, undefined, { signal: desk.signal }).catch(() => undefined);
  }
}

async function look({ signInAs, clock }: DemoDesk): Promise<void> {
  const keeper = await signInAs?.(KEEPER);
  if (!keeper) return;
  try {
    const sites = await keeper.call<FreightGateSite[]>('GET', '/freight/gate-sites');
    for (const gate of sites.flatMap(({ gates }) => gates)) {
      // One that nobody could move has been looked at by the time that the keeper comes by.
      if (gate.out === 'stuck') await keeper.call('POST', `/freight/gates/${gate.code}/service`, REPAIRED);
      if (gate.waiting > 0) await seeTo(keeper, gate.code, clock);
    }
  } finally {
    await keeper.signOut();
  }
}

const REPAIRED = { serves: true, reason: '现场已复位，确认安全' };
/** Newer ones are left for whoever looks at the screen. */
const LEFT_MS = 90_000;

async function seeTo(keeper: DemoOfficer, gate: string, clock: Clock): Promise<void> {
  const { reads } = await keeper.call<GateKeeperView>('GET', `/freight/gates/${gate}/keeper`);
  const due = reads.filter(({ state, at_ms }) => state === 'waiting' && clock.now() - at_ms > LEFT_MS);
  // What was changed meanwhile, or cannot be moved, is seen to the next time.
  for (const read of due) await decideRead(keeper, read).catch(() => undefined);
}

function decideRead(
  keeper: DemoOfficer,
  { id, version, near, corrected }: FreightGateRead,
): Promise<unknown> {
  if (near.length > 0 && corrected === null)
    return keeper.call('POST', `/freight/gate-reads/${id}/plate`, { version, plate: near[0] });
  const reason = '已当面核对证件';
  return keeper.call('POST', `/freight/gate-reads/${id}/decision`, { version, opens: true, reason });
}
