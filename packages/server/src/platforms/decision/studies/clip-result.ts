import type { StudyResult, StudyScenario } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import { type Area, districtOfLink, isWithin } from '../../../kit/area.ts';

/**
 * What a reader may see of a result: states, speeds, routes, roads and junctions within the reader's districts. Figures of the
 * whole area stay: they are what was asked for by somebody who reaches its places.
 */
export function clipResult(network: RoadNetwork, area: Area, result: StudyResult): StudyResult {
  if (area === null) return result;
  const isSeen = (link: number) => isWithin(area, districtOfLink(network, link));
  const rows = [...result.links.keys()].filter((row) => isSeen(result.links[row]));
  const { in_offset, in_link, link_name, strings } = network;
  const roads = new Set(rows.map((row) => bilingualRoadName(strings[link_name[result.links[row]]] ?? '').zh));
  const isSeenNode = (node: number) => in_link.subarray(in_offset[node], in_offset[node + 1]).some(isSeen);
  const routes = result.routes.map((route) => route.links.every(isSeen));
  const seen = routes.map((_, i) => i).filter((i) => routes[i]);
  const kpis = result.kpis.map(({ id }, i) => id !== 'route' || routes[i - firstRoute(result)]);
  const clip = (one: StudyScenario): StudyScenario => ({
    ...one,
    states: clipColumns(one.states, result.links.length, rows),
    speeds: clipColumns(one.speeds, result.links.length, rows),
    speed_halves: clipColumns(one.speed_halves, result.links.length, rows),
    roads: one.roads.filter(({ road }) => roads.has(road.zh)),
    ...(one.harmed ? { harmed: one.harmed.filter(({ links }) => links.every(isSeen)) } : {}),
    reached: one.reached.filter(({ node }) => isSeenNode(node)),
    route_times_s: seen.map((i) => one.route_times_s[i]),
    kpis: one.kpis.filter((_, i) => kpis[i]),
  });
  return {
    ...result,
    links: rows.map((row) => result.links[row]),
    routes: seen.map((i) => result.routes[i]),
    kpis: result.kpis.filter((_, i) => kpis[i]),
    scenarios: result.scenarios.map(clip),
  };
}

const firstRoute = ({ kpis }: StudyResult): number => kpis.findIndex(({ id }) => id === 'route');

/** Some rows of columns that are written minute by minute. */
function clipColumns(text: string, links: number, rows: readonly number[]): string {
  const bytes = Buffer.from(text, 'base64');
  const minutes = links > 0 ? bytes.length / links : 0;
  const clipped = new Uint8Array(minutes * rows.length);
  for (let minute = 0; minute < minutes; minute++)
    rows.forEach((row, i) => {
      clipped[minute * rows.length + i] = bytes[minute * links + row];
    });
  return Buffer.from(clipped).toString('base64');
}
