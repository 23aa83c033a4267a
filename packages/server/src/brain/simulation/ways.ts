import type { RoadNetwork } from '@opentocc/core/network';
import { createLinkRouter } from '@opentocc/core/routing';
import type { Question } from './model.ts';

/** Links of the fastest way between two links at free flow, both included; undefined when there is none. */
export type FindWay = (from: number, to: number, closed: ReadonlySet<number>) => number[] | undefined;

/** @param network as cars find it */
export function wayFinder(network: RoadNetwork): FindWay {
  let router: ReturnType<typeof createLinkRouter> | undefined;
  const free_s = network.link_length_m.map(
    (length_m, link) => (length_m * 3.6) / Math.max(1, network.link_limit_kmh[link]),
  );
  const cost_s = Float32Array.from(free_s, (time_s, link) =>
    network.link_users[link] === 0 ? Infinity : time_s,
  );
  return (from, to, closed) => {
    // Its tables are made with the first question, not with the platform.
    router ??= createLinkRouter(network);
    const open_s = closed.size === 0 ? cost_s : cost_s.slice();
    for (const link of closed) open_s[link] = Infinity;
    const way = router.route(from, to, open_s);
    return way && [...way];
  };
}

const NOTHING_CLOSED: ReadonlySet<number> = new Set();

/** The ways that must lie within the area: of each route in their order, then of trips that are added between two links. */
export function waysOf({ routes = [], scenarios = [] }: Question, findWay: FindWay): number[][] {
  const ends = routes.map(({ from_link, to_link }): [number, number] => [from_link, to_link]);
  for (const { actions } of scenarios)
    for (const action of actions)
      if (action.kind === 'demand' && action.link !== null && action.other_link !== null) {
        if (action.end !== 'destination') ends.push([action.link, action.other_link]);
        if (action.end !== 'origin') ends.push([action.other_link, action.link]);
      }
  return ends.map(([from, to]) => findWay(from, to, NOTHING_CLOSED) ?? []);
}
