import type { RoadNetwork } from '../network/index.ts';
import {
  buildSimNetwork,
  type ControllerSpec,
  type LinkSpec,
  type MovementSpec,
  type NetworkSpec,
  type SimNetwork,
} from '../simulation/index.ts';
import { piecesOf } from './divide-link.ts';
import { hasKnownSignals, isSignalised } from './junctions.ts';
import { isApartFrom, laneGroups, laneOf } from './lanes.ts';
import type { RoadFigures } from './road-figures.ts';
import { type Approaching, heldBack, planOf } from './signal-plans.ts';
import { courseAtEnd_deg, turnKind } from './turn-kinds.ts';
import { turnShares } from './turn-shares.ts';

export interface AreaInput {
  /** As cars find it. */
  readonly network: RoadNetwork;
  /** Links of the area, ascending. */
  readonly links: Uint32Array;
  /** By link of the city. */
  readonly flow_vps: Float32Array;
  readonly free_flow_kmh: Float32Array;
  /** Link within which something happens, and where on it as a share of its length, 0–1. */
  readonly incident: { readonly link: number; readonly at: number };
  /** Assumed ones without it. */
  readonly figures?: RoadFigures;
}

/** A signal of the area. */
export interface AreaSignal {
  readonly node: number;
  /** True where only the kind of the junction says that it has one. The times are assumed everywhere. */
  readonly isAssumed: boolean;
  /** Its number among the controllers of the network. */
  readonly controller: number;
}

/** A part of a city as a network to be simulated. */
export interface SimArea {
  readonly network: SimNetwork;
  readonly links: Uint32Array;
  /** Link of the city of each simulated link. */
  readonly city_link: Uint32Array;
  /** Simulated links of each link of the city, in the order in which they are driven. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
  /** The simulated link where something happens, and that before it, where the queue begins. */
  readonly place: { readonly at: number; readonly before: number };
  readonly signals: readonly AreaSignal[];
  /** Controller whose second program holds back who drives towards the place; undefined without such a signal. */
  readonly gate: { readonly node: number; readonly controller: number } | undefined;
}

/**
 * Turns links of the city into a network of the simulation: turn restrictions are obeyed, the link of the incident is divided
 * at its place, so that the queue stands before it, and junctions get assumed fixed-time signals. Who reaches a link
 * that goes on outside leaves the network at its end.
 */
export function simArea(input: AreaInput): SimArea {
  const draft = new Draft(input);
  for (const link of input.links) draft.addLink(link);
  for (const link of input.links) draft.addMovements(link);
  return draft.build();
}

interface Drafted extends Approaching {
  readonly from: number;
  readonly node: number;
}

class Draft {
  readonly #input: AreaInput;
  readonly #links: LinkSpec[] = [];
  readonly #cityLink: number[] = [];
  readonly #movements: MovementSpec[] = [];
  readonly #parts = new Map<number, number[]>();
  readonly #nodes = new Map<string, number>();
  readonly #drafted: Drafted[] = [];
  readonly #share: Float32Array;
  readonly #inside: ReadonlySet<number>;
  #place = { at: -1, before: -1 };

  constructor(input: AreaInput) {
    this.#input = input;
    this.#inside = new Set(input.links);
    this.#share = turnShares(input.network, input.flow_vps, input.links).share;
  }

  #node(id: string): number {
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    this.#nodes.set(id, this.#nodes.size);
    return this.#nodes.size - 1;
  }

  addLink(link: number): void {
    const { network, incident, free_flow_kmh, figures } = this.#input;
    const length_m = Math.max(1, network.link_length_m[link]);
    const pieces = link === incident.link ? piecesOf(length_m, incident.at) : [length_m];
    const ends = [`${network.link_from[link]}`, ...pieces.slice(1).map((_, i) => `${link}:${i}`)];
    ends.push(`${network.link_to[link]}`);
    const numbers = pieces.map((piece_m, i) => {
      const isLast = i + 1 === pieces.length;
      this.#links.push({
        id: pieces.length === 1 ? `${link}` : `${link}:${i}`,
        from: this.#node(ends[i]),
        to: this.#node(ends[i + 1]),
        length_m: piece_m,
        ...laneOf(network, link, free_flow_kmh[link], figures),
        groups: isLast ? laneGroups(network, link, piece_m, this.#nextOf(link)) : undefined,
      });
      this.#cityLink.push(link);
      return this.#links.length - 1;
    });
    this.#parts.set(link, numbers);
    if (link === incident.link) this.#place = { before: numbers[0], at: numbers[1] };
  }

  /** Links of the area that may follow one. */
  #nextOf(link: number): number[] {
    const { turn_offset, turn_link } = this.#input.network;
    return [...turn_link.subarray(turn_offset[link], turn_offset[link + 1])].filter((next) =>
      this.#inside.has(next),
    );
  }

  addMovements(link: number): void {
    const { network, flow_vps } = this.#input;
    const own = this.#parts.get(link) ?? [];
    for (let i = 0; i + 1 < own.length; i++) this.#movements.push({ from: own[i], to: own[i + 1], group: 0 });
    const from = own[own.length - 1];
    const { lanes, capacity_vps } = this.#links[from];
    for (const next of this.#nextOf(link)) {
      const isApart = isApartFrom(this.#input.network, link, next);
      const share = this.#share[turnBetween(network, link, next)];
      this.#drafted.push({
        movement: this.#movements.length,
        kind: turnKind(network, link, next),
        course_deg: courseAtEnd_deg(network, link),
        load: (flow_vps[link] * share) / (capacity_vps * (isApart ? 1 : lanes)),
        isApart,
        from: link,
        node: network.link_to[link],
      });
      const to = this.#parts.get(next)?.[0] ?? 0;
      this.#movements.push({ from, to, group: isApart ? 1 : 0 });
    }
  }

  build(): SimArea {
    const { links } = this.#input;
    const controllers: ControllerSpec[] = [];
    const signals: AreaSignal[] = [];
    for (const [node, movements] of this.#byNode()) {
      const plan = planOf(`${node}`, node, movements);
      if (!plan) continue;
      signals.push({
        node,
        isAssumed: !hasKnownSignals(this.#input.network, node),
        controller: controllers.length,
      });
      controllers.push(plan);
    }
    const gate = this.#addGate(controllers, signals);
    const spec: NetworkSpec = {
      nodes: [...this.#nodes.keys()],
      links: this.#links,
      movements: this.#movements,
      controllers,
    };
    return {
      network: buildSimNetwork(spec),
      links,
      city_link: Uint32Array.from(this.#cityLink),
      parts: this.#parts,
      place: this.#place,
      signals,
      gate,
    };
  }

  /** Movements of junctions with signals. */
  #byNode(): Map<number, Drafted[]> {
    const byNode = new Map<number, Drafted[]>();
    for (const one of this.#drafted) {
      if (!isSignalised(this.#input.network, one.node)) continue;
      const own = byNode.get(one.node);
      if (own) own.push(one);
      else byNode.set(one.node, [one]);
    }
    return byNode;
  }

  /** Gives the first signal upstream of the place a second program, which lets half as many drive towards it. */
  #addGate(controllers: ControllerSpec[], signals: readonly AreaSignal[]): SimArea['gate'] {
    const { network, incident } = this.#input;
    let towards = incident.link;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const node = network.link_from[towards];
      const signal = signals.find((one) => one.node === node);
      const arriving = this.#drafted.filter((one) => this.#leadsInto(one, towards));
      if (signal) {
        const held = new Set(arriving.map(({ movement }) => movement));
        const own = this.#byNode().get(node) ?? [];
        const program = heldBack(node, own, (movement) => (held.has(movement) ? GATE_SHARE : 1));
        const { id, programs } = controllers[signal.controller];
        controllers[signal.controller] = { id, programs: [...programs, program] };
        return { node, controller: signal.controller };
      }
      if (arriving.length === 0) return undefined;
      towards = arriving.reduce((best, one) => (one.load > best.load ? one : best)).from;
    }
    return undefined;
  }

  #leadsInto({ movement }: Drafted, link: number): boolean {
    return this.#cityLink[this.#movements[movement].to] === link;
  }
}

/** How far upstream a gate is looked for, links. */
const MOST_HOPS = 8;
/** Share of the green that is left to who drives towards the place. */
const GATE_SHARE = 0.5;

function turnBetween({ turn_offset, turn_link }: RoadNetwork, from: number, to: number): number {
  let turn = turn_offset[from];
  while (turn < turn_offset[from + 1] && turn_link[turn] !== to) turn++;
  return turn;
}
