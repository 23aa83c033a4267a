import { FIRST_REGIMES, portName } from '@opentocc/core/freight';
import { createAppointer, identityMigrations, startIdentity } from '../../../base/accounts/test-identity.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { createTopic } from '../../../kit/topic.ts';
import { migrations } from './migrations/index.ts';
import type { BookedCrossing, PortSighting, PortsNeeds } from './model.ts';
import { servePorts } from './routes.ts';
import { createPorts } from './service.ts';
import { createPortStore } from './store.ts';

/** Saturday 28 November 2026, 10:00. */
export const START_MS = Date.parse('2026-11-28T10:00:00+08:00');
export const BAY = { code: 'shenzhen-bay', name: portName('shenzhen-bay'), lon: 113.945, lat: 22.503 };
export const LIANTANG = { code: 'liantang', name: portName('liantang'), lon: 114.16, lat: 22.557 };

/** What stands beside the ports: two of them by their first states, trucks by their plates. */
export function needsOf(booked: readonly (BookedCrossing & { port: string })[] = []): PortsNeeds {
  return {
    ports: () => [BAY, LIANTANG],
    states: () => FIRST_REGIMES.ports,
    booked: (port, from_ms, to_ms) =>
      booked.filter((one) => one.port === port && one.at_ms >= from_ms && one.at_ms < to_ms),
    truckByPlate: (plate) =>
      plate.startsWith('粤Z') ? { id: `truck ${plate}`, class: 'container' } : undefined,
  };
}

/** Ports on a database, as a process has them. */
export function openPorts(db: Db, clock: { now(): number }, needs = needsOf()) {
  const failures: unknown[] = [];
  const sightings = createTopic<PortSighting>((error) => void failures.push(error));
  const heard: PortSighting[] = [];
  sightings.subscribe((one) => void heard.push(one));
  const store = createPortStore(db);
  const audit = { record: async () => undefined };
  return { ports: createPorts({ store, clock, audit, needs, sightings }), store, heard, failures };
}

/** Ports over HTTP, on a clock that tests turn. */
export async function startPorts(booked: readonly (BookedCrossing & { port: string })[] = []) {
  const identity = await startIdentity({}, START_MS);
  const { db, clock, http } = identity;
  await migrate(db, identityMigrations, migrations);
  const opened = openPorts(db, clock, needsOf(booked));
  servePorts(opened.ports).mount(http);
  await opened.ports.load();
  return { identity, clock, db, ...opened, appoint: await createAppointer(identity) };
}

/** A drive through the area of the bay as "minute metres-north km/h", one position each. */
export function drive(
  { ports }: Pick<ReturnType<typeof openPorts>, 'ports'>,
  truck: string,
  begin_ms: number,
  text: string,
): void {
  for (const one of text.split(',')) {
    const [minute, north_m, speed_kmh] = one.trim().split(' ').map(Number);
    ports.following.takeFix({
      ...{ truck, class: 'container', at_ms: begin_ms + minute * 60_000, speed_kmh },
      ...{ lon: BAY.lon, lat: BAY.lat + north_m / 110_574 },
    });
  }
}
