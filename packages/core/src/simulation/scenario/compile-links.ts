import { completeDiagram, DiagramError, type FundamentalDiagram } from '../fundamental-diagram.ts';
import type { LinkSpec } from '../network-spec.ts';
import type { Findings, Ids } from './findings.ts';
import type { Scenario, ScenarioLane, ScenarioLink, ScenarioNode } from './scenario.ts';

const DEFAULT_SPEED_MPS = 50 / 3.6;

/** km/h or m/s, whichever is given. */
export function speedOf(mps: number | undefined, kmh: number | undefined): number | undefined {
  return mps ?? (kmh === undefined ? undefined : kmh / 3.6);
}

/** Veh/h or veh/s, whichever is given. */
export function flowOf(vps: number | undefined, vph: number | undefined): number | undefined {
  return vps ?? (vph === undefined ? undefined : vph / 3600);
}

/** Links of a scenario as they are built; undefined where one is wrong. */
export function compileLinks(
  { links, defaults = {}, nodes = [] }: Scenario,
  nodeIds: Ids,
  classMask: (classes: readonly string[] | undefined, at: string) => number | undefined,
  findings: Findings,
): (LinkSpec | undefined)[] {
  const placeOf = new Map(nodes.map((node) => [node.id, node]));
  return links.map((link, i) => {
    const at = `links[${i}]`;
    const from = nodeIds.get(link.from, at);
    const to = nodeIds.get(link.to, at);
    const length_m = link.length_m ?? distanceOf(placeOf.get(link.from), placeOf.get(link.to));
    if (length_m === undefined || length_m <= 0) return findings.error('no_length', at, { id: link.id });
    const lanes = link.lanes ?? 1;
    const diagram = diagramOf(link, defaults, lanes, at, findings);
    if (from === undefined || to === undefined || diagram === undefined) return undefined;
    return {
      id: link.id,
      from,
      to,
      length_m,
      lanes,
      ...diagram,
      exit_vps: flowOf(link.exit_capacity_vps, link.exit_capacity_vph),
      storage_pcu: link.storage_vehicles,
      classes: classMask(link.classes, at),
    };
  });
}

function distanceOf(a: ScenarioNode | undefined, b: ScenarioNode | undefined): number | undefined {
  if (a?.x_m === undefined || a.y_m === undefined || b?.x_m === undefined || b.y_m === undefined)
    return undefined;
  return Math.hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

function diagramOf(
  link: ScenarioLink,
  defaults: ScenarioLane,
  lanes: number,
  at: string,
  findings: Findings,
): FundamentalDiagram | undefined {
  const own = laneFacts(link);
  const whole_vps = flowOf(link.capacity_vps, link.capacity_vph);
  if (whole_vps !== undefined) own.capacity_vps = whole_vps / lanes;
  const facts = combine(own, laneFacts(defaults));
  const lane = { ...facts, speed_mps: facts.speed_mps ?? DEFAULT_SPEED_MPS };
  try {
    return completeDiagram(lane);
  } catch (error) {
    if (!(error instanceof DiagramError)) throw error;
    return findings.error('contradictory_lane', at, { id: link.id });
  }
}

interface Facts {
  speed_mps?: number;
  capacity_vps?: number;
  wave_mps?: number;
  jam_density_vpm?: number;
  reaction_time_s?: number;
}

function laneFacts(lane: ScenarioLane): Facts {
  const { jam_density_vpm_per_lane, jam_density_vpkm_per_lane, reaction_time_s } = lane;
  return {
    speed_mps: speedOf(lane.free_speed_mps, lane.free_speed_kmh),
    capacity_vps: flowOf(lane.capacity_vps_per_lane, lane.capacity_vph_per_lane),
    wave_mps: speedOf(lane.wave_speed_mps, lane.wave_speed_kmh),
    jam_density_vpm:
      jam_density_vpm_per_lane ??
      (jam_density_vpkm_per_lane === undefined ? undefined : jam_density_vpkm_per_lane / 1000),
    reaction_time_s,
  };
}

/**
 * What a link says of itself comes first; a default completes it only while two of the figures that fix the diagram are not
 * given, so that a link may contradict the defaults but not itself.
 */
function combine(own: Facts, defaults: Facts): Facts {
  const facts: Facts = { speed_mps: own.speed_mps ?? defaults.speed_mps };
  const keys = ['capacity_vps', 'jam_density_vpm', 'wave_mps', 'reaction_time_s'] as const;
  for (const key of keys) facts[key] = own[key];
  for (const key of keys)
    if (keys.filter((other) => facts[other] !== undefined).length < 2) facts[key] ??= defaults[key];
  return facts;
}
