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
import { type Approaching, changedPlan, planOf } from './signal-plans.ts';
import { courseAtEnd_deg, turnKind } from './turn-kinds.ts';
import { turnShares } from './turn-shares.ts';

export interface AreaInput {
  /** As cars find it. */
  readonly network: RoadNetwork;
  /** Links of the area, ascending. */
  readonly links: Uint32Array;
  /** By link of the city. */
  readonly flow_vps: Float32Array;
  /** Share of a link's flow that takes each of its turns, beside `turn_link`; by the flows of what follows when absent. */
  readonly turn_share?: Float32Array;
  readonly free_flow_kmh: Float32Array;
  /** Where something happens within links, one place on each. The gate holds back who drives to the first. */
  readonly places: readonly AreaPlace[];
  /** Programs that signals have besides the assumed ones. */
  readonly programs?: readonly SignalRequest[];
  /** Assumed ones without it. */
  readonly figures?: RoadFigures;
}

/** A place on a link, as a share of its length from its beginning, 0–1. */
export interface AreaPlace {
  readonly link: number;
  readonly at: number;
}

/** Another program at the signal at the end of a link, or at its beginning. */
export interface SignalRequest {
  readonly link: number;
  readonly side: 'end' | 'begin';
  /** Green of who comes by the link (`end`) or drives into it (`begin`), over what they have in the assumed plan. */
  readonly green_share: number;
  readonly shift_s: number;
  readonly cycle_s: number | null;
}

/** A program that was asked for: `program` counts among those of the controller. */
export interface AreaProgram {
  readonly request: SignalRequest;
  readonly controller: number;
  readonly program: number;
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
  /** By link of the city: the simulated link where something happens, and that before it, where the queue begins. */
  readonly places: ReadonlyMap<number, { readonly at: number; readonly before: number }>;
  readonly signals: readonly AreaSignal[];
  /** Those that could be made: a request where nobody has to wait for a signal is left out. */
  readonly programs: readonly AreaProgram[];
  /** Holds back who drives towards the first place at the first signal upstream; undefined without such a signal. */
  readonly gate: SignalRequest | undefined;
}

/**
 * Turns links of the city into a network of the simulation: turn restrictions are obeyed, links where something happens are
 * divided at its place, so that the queue stands before it, and junctions get assumed fixed-time signals. Who reaches a link
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
  readonly #places = new Map<number, { at: number; before: number }>();

  constructor(input: AreaInput) {
    this.#input = input;
    this.#inside = new Set(input.links);
    this.#share = input.turn_share ?? turnShares(input.network, input.flow_vps, input.links).share;
  }

  #node(id: string): number {
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    this.#nodes.set(id, this.#nodes.size);
    return this.#nodes.size - 1;
  }

  addLink(link: number): void {
    const { network, places, free_flow_kmh, figures } = this.#input;
    const place = places.find((one) => one.link === link);
    const length_m = Math.max(1, network.link_length_m[link]);
    const pieces = place ? piecesOf(length_m, place.at) : [length_m];
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
    if (place) this.#places.set(link, { before: numbers[0], at: numbers[1] });
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
    const gate = this.#findGate(signals);
    const requests = [...(this.#input.programs ?? []), ...(gate ? [gate] : [])];
    const programs = requests.flatMap((request) => this.#addProgram(request, controllers, signals) ?? []);
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
      places: this.#places,
      signals,
      programs,
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

  /** The first signal upstream of the first place, along whichever arm carries most. */
  #findGate(signals: readonly AreaSignal[]): SignalRequest | undefined {
    const { network, places } = this.#input;
    const [place] = places;
    if (!place) return undefined;
    let towards = place.link;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const node = network.link_from[towards];
      if (signals.some((one) => one.node === node))
        return { link: towards, side: 'begin', green_share: GATE_SHARE, shift_s: 0, cycle_s: null };
      const arriving = this.#drafted.filter((one) => this.#leadsInto(one, towards));
      if (arriving.length === 0) return undefined;
      towards = arriving.reduce((best, one) => (one.load > best.load ? one : best)).from;
    }
    return undefined;
  }

  #addProgram(
    request: SignalRequest,
    controllers: ControllerSpec[],
    signals: readonly AreaSignal[],
  ): AreaProgram | undefined {
    const { network } = this.#input;
    const { link, side, green_share, shift_s, cycle_s } = request;
    const node = side === 'end' ? network.link_to[link] : network.link_from[link];
    const signal = signals.find((one) => one.node === node);
    if (!signal) return undefined;
    const own = this.#byNode().get(node) ?? [];
    const isMeant = (one: Drafted) => (side === 'end' ? one.from === link : this.#leadsInto(one, link));
    const meant = new Set(own.filter(isMeant).map(({ movement }) => movement));
    const share = (movement: number) => (meant.has(movement) ? green_share : 1);
    const { id, programs } = controllers[signal.controller];
    const program = changedPlan(node, own, { share, shift_s, cycle_s });
    controllers[signal.controller] = { id, programs: [...programs, program] };
    return { request, controller: signal.controller, program: programs.length };
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
