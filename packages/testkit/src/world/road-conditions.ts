import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkChange, SimNetwork } from '@opentocc/core/simulation';
import { HOUR_MS } from '@opentocc/core/time';
import { type CityLife, type Incident, rainEffect } from '../city-life/index.ts';

/** Share of its capacity that a wholly blocked link has: who waits is led past. Assumed. */
const LED_PAST = 0.12;
/** Share of the speed that who passes a wholly blocked link loses. Assumed. */
const SLOWER = 0.75;
const HOURS = 27;

export interface ConditionsInput {
  readonly network: RoadNetwork;
  readonly sim: SimNetwork;
  readonly life: CityLife;
  /** Begin of the world's day, UTC ms; 0 s of the simulation. */
  readonly start_ms: number;
}

/** What incidents and rain of a day do to its links, from an hour before its begin: lanes, capacities and speeds in time. */
export function roadConditions(input: ConditionsInput): LinkChange[] {
  const { life, start_ms, sim } = input;
  const first = Math.floor(start_ms / HOUR_MS) - 2;
  const hours = Array.from({ length: HOURS }, (_, i) => first + i);
  const incidents = incidentsByLink(hours.flatMap((hour) => [...life.incidentsOfHour(hour)]));
  const changes: LinkChange[] = [];
  for (const [link, own] of incidents)
    for (const { from_ms, to_ms } of own)
      for (const at_ms of [from_ms, to_ms]) changes.push(stateAt(input, own, link, at_ms));
  let last = { speed: 1, load: 1 };
  for (const hour of hours) {
    const at_ms = hour * HOUR_MS;
    const rain = rainEffect(life.rainAt_mm_h(at_ms + HOUR_MS / 2));
    if (rain.speed === last.speed && rain.load === last.load) continue;
    last = rain;
    for (let link = 0; link < sim.link_count; link++)
      changes.push(stateAt(input, incidents.get(link) ?? [], link, at_ms));
  }
  return changes;
}

/** Share of the speed that is left to who passes where lanes are taken. */
export const passingShare = (taken: number, lanes: number): number => 1 - SLOWER * Math.min(1, taken / lanes);

function incidentsByLink(incidents: readonly Incident[]): Map<number, Incident[]> {
  const byLink = new Map<number, Incident[]>();
  for (const incident of incidents) {
    const own = byLink.get(incident.link);
    if (own) own.push(incident);
    else byLink.set(incident.link, [incident]);
  }
  return byLink;
}

function stateAt(
  { network, sim, life, start_ms }: ConditionsInput,
  incidents: readonly Incident[],
  link: number,
  at_ms: number,
): LinkChange {
  const taken = incidents
    .filter(({ from_ms, to_ms }) => from_ms <= at_ms && at_ms < to_ms)
    .reduce((sum, { lanes_taken }) => sum + lanes_taken, 0);
  const rain = rainEffect(life.rainAt_mm_h(Math.floor(at_ms / HOUR_MS) * HOUR_MS + HOUR_MS / 2));
  return {
    kind: 'link',
    at_s: (at_ms - start_ms) / 1000,
    link,
    closed: false,
    lane_share: Math.max(LED_PAST, 1 - taken / network.link_lanes[link]),
    exit_share: 1 / rain.load,
    speed_mps: sim.link_speed_mps[link] * rain.speed * passingShare(taken, network.link_lanes[link]),
  };
}
