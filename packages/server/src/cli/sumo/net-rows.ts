import { simulationErrors } from '../simulation-texts.ts';
import { type Attributes, readXml } from './read-xml.ts';

export interface SumoLane {
  readonly length_m: number;
  readonly speed_mps: number;
  /** Index of the lane in the file. */
  readonly index: number;
}

export interface SumoEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly priority: number;
  /** Lanes that cars may drive. */
  readonly lanes: SumoLane[];
}

export interface SumoConnection {
  readonly from: string;
  readonly to: string;
  readonly fromLane: number;
  /** Internal lane by which the junction is crossed. */
  readonly via?: string;
  readonly signal?: string;
  readonly signalIndex: number;
  /** Right of way, as SUMO writes it: M has it, m gives way, = equal, s stops, o is signalled. */
  readonly state: string;
}

export interface SumoProgram {
  readonly id: string;
  readonly actuated: boolean;
  readonly offset_s: number;
  readonly phases: {
    readonly duration_s: number;
    readonly min_s: number;
    readonly max_s: number;
    readonly state: string;
  }[];
}

/** A SUMO network as far as cars are concerned. */
export interface SumoNet {
  readonly edges: SumoEdge[];
  readonly connections: SumoConnection[];
  readonly programs: Map<string, SumoProgram>;
  /** Whom each way over a junction gives way to: response of its requests, by junction. */
  readonly responses: Map<string, Map<number, string>>;
  /** Lanes within junctions. */
  readonly internal: Map<string, { readonly length_m: number; readonly speed_mps: number }>;
  /** Next internal lane of those that cross in two steps. */
  readonly internal_next: Map<string, string>;
}

const NO_CARS = /^(?:walkingarea|crossing)$/;

/** Reads a `.net.xml`. @throws AppError when it is damaged or has no road for cars */
export async function readSumoNet(file: string): Promise<SumoNet> {
  const reader = new Reader();
  await readXml(file, (name, attributes) => reader.open(name, attributes));
  if (reader.net.edges.length === 0) throw simulationErrors.no_links({ file });
  return reader.net;
}

class Reader {
  readonly net: SumoNet = {
    edges: [],
    connections: [],
    programs: new Map(),
    responses: new Map(),
    internal: new Map(),
    internal_next: new Map(),
  };
  #edge: SumoEdge | undefined;
  #program: SumoProgram | undefined;
  #responses = new Map<number, string>();

  open(name: string, a: Attributes): void {
    if (name === 'edge') this.#edge = edgeOf(a);
    else if (name === 'lane') this.#lane(a);
    else if (name === 'junction') this.#junction(a);
    else if (name === 'request') this.#responses.set(Number(a.index), a.response);
    else if (name === 'tlLogic') this.#logic(a);
    else if (name === 'phase') this.#phase(a);
    else if (name === 'connection') this.#connection(a);
  }

  #lane(a: Attributes): void {
    const [length_m, speed_mps] = [Number(a.length), Number(a.speed)];
    if (this.#edge === undefined) this.net.internal.set(a.id, { length_m, speed_mps });
    else if (isForCars(a)) {
      if (this.#edge.lanes.length === 0) this.net.edges.push(this.#edge);
      this.#edge.lanes.push({ length_m, speed_mps, index: Number(a.index) });
    }
  }

  #junction(a: Attributes): void {
    if (a.type === 'internal') return;
    this.#responses = new Map();
    this.net.responses.set(a.id, this.#responses);
  }

  #logic(a: Attributes): void {
    const program = { id: a.id, actuated: a.type !== 'static', offset_s: Number(a.offset), phases: [] };
    this.#program = program;
    if (!this.net.programs.has(a.id)) this.net.programs.set(a.id, program);
  }

  #phase(a: Attributes): void {
    const duration_s = Number(a.duration);
    this.#program?.phases.push({
      duration_s,
      min_s: Number(a.minDur ?? duration_s),
      max_s: Number(a.maxDur ?? duration_s),
      state: a.state,
    });
  }

  #connection(a: Attributes): void {
    if (a.from.startsWith(':')) {
      if (a.via) this.net.internal_next.set(`${a.from}_${a.fromLane}`, a.via);
      return;
    }
    this.net.connections.push({
      from: a.from,
      to: a.to,
      fromLane: Number(a.fromLane),
      via: a.via,
      signal: a.tl,
      signalIndex: Number(a.linkIndex ?? -1),
      state: a.state ?? 'M',
    });
  }
}

function edgeOf(a: Attributes): SumoEdge | undefined {
  if (
    a.function !== undefined &&
    a.function !== 'normal' &&
    (a.function === 'internal' || NO_CARS.test(a.function))
  )
    return undefined;
  return { id: a.id, from: a.from, to: a.to, priority: Number(a.priority ?? 0), lanes: [] };
}

function isForCars({ allow, disallow }: Attributes): boolean {
  if (allow !== undefined) return /\b(?:passenger|all)\b/.test(allow);
  return disallow === undefined || !/\b(?:passenger|all)\b/.test(disallow);
}
