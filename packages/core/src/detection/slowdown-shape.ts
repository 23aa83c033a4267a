import type { RoadNetwork } from '../network/index.ts';
import type { LinkEvidence } from './link-evidence.ts';

/** What a slowdown looks like on the road. */
export const SLOWDOWN_KINDS = ['incident', 'queue', 'congestion', 'speed_drop'] as const;
export type SlowdownKind = (typeof SLOWDOWN_KINDS)[number];

export interface SlowdownShape {
  readonly kind: SlowdownKind;
  /** The link at whose end it begins: traffic stands before it and runs behind it. */
  readonly head: number;
  /** Slow links upstream of the head and itself, along the longest way, m. */
  readonly length_m: number;
  /** Links behind the head on which traffic runs as usual. */
  readonly free: readonly number[];
}

/** Behind an incident traffic runs at this share of the usual, ln, or faster. */
const FREE = -0.25;
/** Before one it has fallen to this, ln: 60 %. */
export const FALLEN = -0.5;
/** From this on a slowdown is a queue, m. */
const QUEUE_M = 1000;
/** From this on one link alone has dropped suddenly, ln: to 45 %. */
const SUDDEN = -0.8;

/**
 * Where a slowdown begins and what it is: an incident where one was seen in it, a queue where it is long, a sudden drop where one
 * link alone says so, congestion otherwise.
 * @param incident link at which an incident was seen
 */
export function shapeOf(
  network: RoadNetwork,
  links: readonly number[],
  evidence: LinkEvidence,
  incident: number | null,
): SlowdownShape {
  const slow = new Set(links);
  const is_incident = incident !== null;
  const at = is_incident && slow.has(incident) ? incident : surestHead(network, links, evidence, slow);
  const length_m = lengthUpstream(network, at, slow);
  return {
    kind: is_incident ? 'incident' : kindOf(links, length_m, evidence),
    head: at,
    length_m,
    free: freeBehind(network, at, slow, evidence),
  };
}

/** The surest link with free road behind it, or of all. */
function surestHead(
  network: RoadNetwork,
  links: readonly number[],
  evidence: LinkEvidence,
  slow: ReadonlySet<number>,
): number {
  const heads = links.map((link) => ({ link, free: freeBehind(network, link, slow, evidence) }));
  const free_heads = heads.filter(({ link, free }) => free.length > 0 && evidence.deviation[link] <= FALLEN);
  const [head] = (free_heads.length > 0 ? free_heads : heads).sort(
    (a, b) => evidence.slow[b.link] - evidence.slow[a.link] || a.link - b.link,
  );
  return head.link;
}

function kindOf(links: readonly number[], length_m: number, { deviation }: LinkEvidence): SlowdownKind {
  if (length_m >= QUEUE_M) return 'queue';
  return links.length === 1 && deviation[links[0]] <= SUDDEN ? 'speed_drop' : 'congestion';
}

export function freeBehind(
  { turn_offset, turn_link, link_reverse }: RoadNetwork,
  link: number,
  slow: ReadonlySet<number>,
  { deviation }: LinkEvidence,
): number[] {
  return [...turn_link.subarray(turn_offset[link], turn_offset[link + 1])].filter(
    (next) => next !== link_reverse[link] && !slow.has(next) && deviation[next] >= FREE,
  );
}

/** The longest way through slow links that ends with the head, found from each link of it forwards. */
function lengthUpstream(network: RoadNetwork, head: number, slow: ReadonlySet<number>): number {
  const { turn_offset, turn_link, link_length_m } = network;
  const length_m = new Map([[head, link_length_m[head]]]);
  const links = [...slow];
  for (let round = 0, isLonger = true; isLonger && round < links.length; round++) {
    isLonger = false;
    for (const link of links) {
      if (length_m.has(link)) continue;
      for (let i = turn_offset[link]; i < turn_offset[link + 1]; i++) {
        const behind = length_m.get(turn_link[i]);
        if (behind === undefined) continue;
        length_m.set(link, behind + link_length_m[link]);
        isLonger = true;
        break;
      }
    }
  }
  return Math.max(...length_m.values());
}
