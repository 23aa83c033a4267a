import type { DemandChange } from '@opentocc/core/demand';
import type { LinkChange, ProgramChange, SimMessage, SimNetwork } from '@opentocc/core/simulation';

/** Something that a simulated link suffers for a while; what several suffer at once adds up. */
export interface LinkEffect {
  readonly link: number;
  readonly from_s: number;
  readonly to_s: number;
  readonly closed?: boolean;
  readonly lanes_lost?: number;
  /** How much its end lets pass, veh/s. */
  readonly exit_vps?: number;
  readonly speed_mps?: number;
}

/** What the actions of a scenario come to in a run. */
export interface Effects {
  readonly links: LinkEffect[];
  readonly programs: ProgramChange[];
  readonly messages: SimMessage[];
  readonly demand: DemandChange[];
}

export const noEffects = (): Effects => ({ links: [], programs: [], messages: [], demand: [] });

/** The state of each link from every instant at which it changes. */
export function linkChanges(network: SimNetwork, effects: readonly LinkEffect[]): LinkChange[] {
  const links = [...new Set(effects.map(({ link }) => link))];
  return links.flatMap((link) => {
    const own = effects.filter((one) => one.link === link);
    const instants = [...new Set(own.flatMap(({ from_s, to_s }) => [from_s, to_s]))].sort((a, b) => a - b);
    const states = instants.map((at_s) => stateAt(network, link, own, at_s));
    return states.filter((state, i) => i === 0 || !isSame(state, states[i - 1]));
  });
}

function stateAt(
  network: SimNetwork,
  link: number,
  effects: readonly LinkEffect[],
  at_s: number,
): LinkChange {
  const now = effects.filter(({ from_s, to_s }) => at_s >= from_s && at_s < to_s);
  const lost = now.reduce((sum, { lanes_lost = 0 }) => sum + lanes_lost, 0);
  const lane_share = Math.max(0, 1 - lost / network.link_lanes[link]);
  const exit_vps = Math.min(...now.map((one) => one.exit_vps ?? Infinity));
  const closed = lane_share === 0 || exit_vps === 0 || now.some((one) => one.closed);
  return {
    ...{ kind: 'link', at_s, link, closed },
    lane_share: lane_share === 0 ? 1 : lane_share,
    exit_share: exit_vps === 0 ? 1 : Math.min(1, exit_vps / (lane_share * exitOf(network, link))),
    speed_mps: Math.min(network.link_speed_mps[link], ...now.map((one) => one.speed_mps ?? Infinity)),
  };
}

/** What the end of a link lets pass over all its lane groups, veh/s. */
function exitOf({ link_section, link_has_approach, section_exit_vps }: SimNetwork, link: number): number {
  let whole_vps = 0;
  for (let s = link_section[link] + link_has_approach[link]; s < link_section[link + 1]; s++)
    whole_vps += section_exit_vps[s];
  return whole_vps;
}

const isSame = (a: LinkChange, b: LinkChange): boolean =>
  a.closed === b.closed &&
  a.lane_share === b.lane_share &&
  a.exit_share === b.exit_share &&
  a.speed_mps === b.speed_mps;
