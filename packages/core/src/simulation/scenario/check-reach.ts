import { ALL_CLASSES, type SimNetwork } from '../sim-network.ts';
import type { LinkChange } from '../sim-options.ts';
import type { SimVehicles } from '../sim-vehicles.ts';
import type { Findings } from './findings.ts';

/** Trips that find no way at all are errors; origins that are closed and networks that closures cut are warnings. */
export function checkReach(
  network: SimNetwork,
  vehicles: SimVehicles,
  changes: readonly LinkChange[],
  findings: Findings,
): void {
  const reported = new Set<string>();
  const once = (key: string, report: () => void) => {
    if (reported.has(key)) return;
    reported.add(key);
    report();
  };
  const reach = new Reach(network);
  const closures = closuresOf(changes);
  for (let v = 0; v < vehicles.vehicle_count; v++) {
    const [from, to] = [vehicles.origin_link[v], vehicles.destination_link[v]];
    const mask = 1 << vehicles.vehicle_class[v];
    const ends = { from: network.link_id[from], to: network.link_id[to] };
    const shut = closures.find(
      ({ link, from_s, to_s }) =>
        link === from && from_s <= vehicles.depart_s[v] && vehicles.depart_s[v] < to_s,
    );
    if (shut)
      once(`origin ${from} ${shut.from_s}`, () =>
        findings.warn('closed_origin', `links`, { id: ends.from, ...times(shut) }),
      );
    if (vehicles.route_start[v] >= 0) continue;
    if (!reach.from(from, mask, [])[to]) {
      once(`${from} ${to}`, () => findings.error('unreachable', 'demand', ends));
      continue;
    }
    const inForce = closures.filter(
      ({ from_s, to_s }) => from_s <= vehicles.depart_s[v] && vehicles.depart_s[v] < to_s,
    );
    const closed = inForce.map(({ link }) => link);
    if (closed.length > 0 && !closed.includes(from) && !reach.from(from, mask, closed)[to])
      once(`cut ${from} ${to} ${closed.join()}`, () => findings.warn('cut_off', 'incidents', ends));
  }
}

interface Closure {
  readonly link: number;
  readonly from_s: number;
  readonly to_s: number;
}

function times({ from_s, to_s }: Closure) {
  return { start_s: from_s, end_s: to_s === Infinity ? '∞' : to_s };
}

function closuresOf(changes: readonly LinkChange[]): Closure[] {
  return changes.flatMap(({ closed, link, at_s }, i) => {
    if (!closed) return [];
    const next = changes.slice(i + 1).find((later) => later.link === link && !later.closed);
    return [{ link, from_s: at_s, to_s: next?.at_s ?? Infinity }];
  });
}

/** Which links can be reached from a link, by class and closures; each answer is stored. */
class Reach {
  readonly #network: SimNetwork;
  readonly #known = new Map<string, Uint8Array>();

  constructor(network: SimNetwork) {
    this.#network = network;
  }

  from(link: number, mask: number, closed: readonly number[]): Uint8Array {
    const key = `${link} ${mask} ${closed.join()}`;
    let reached = this.#known.get(key);
    if (!reached) {
      reached = this.#search(link, mask, new Set(closed));
      this.#known.set(key, reached);
    }
    return reached;
  }

  #search(from: number, mask: number, closed: ReadonlySet<number>): Uint8Array {
    const { link_count, link_turn, turn_to, turn_classes, link_classes } = this.#network;
    const reached = new Uint8Array(link_count);
    const open = [from];
    reached[from] = 1;
    for (let link = open.pop(); link !== undefined; link = open.pop())
      for (let turn = link_turn[link]; turn < link_turn[link + 1]; turn++) {
        const next = turn_to[turn];
        const classes = turn_classes[turn] & link_classes[next] & ALL_CLASSES;
        if (reached[next] || closed.has(next) || (classes & mask) === 0) continue;
        reached[next] = 1;
        open.push(next);
      }
    return reached;
  }
}
