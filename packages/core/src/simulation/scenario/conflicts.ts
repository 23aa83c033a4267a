import type { LinkSpec } from '../network-spec.ts';
import type { Scenario, ScenarioNode } from './scenario.ts';
import type { Turn } from './turn.ts';

/** Whom each movement gives way to by the rule of its node. */
export interface Conflicts {
  readonly yields: readonly (readonly number[])[];
  readonly isRoundabout: readonly boolean[];
}

/**
 * Right of way by node: at a roundabout to what circulates into the same link; by priority to what comes from links of higher
 * priority and crosses or joins; at an all-way stop to all that crosses or joins. Where a node has no place, every movement
 * from another link counts as crossing.
 */
export function conflictsOf(
  { nodes = [], links: said }: Scenario,
  links: readonly LinkSpec[],
  turns: readonly Turn[],
): Conflicts {
  const geometry = new Geometry(nodes, links);
  const atNode = new Map<number, number[]>();
  turns.forEach(({ from }, i) => {
    atNode.set(links[from].to, [...(atNode.get(links[from].to) ?? []), i]);
  });
  const rank = (link: number) => said[link]?.priority ?? (said[link]?.circulating ? 1 : 0);
  const control = (turn: Turn) => nodes[links[turn.from].to]?.control ?? 'none';
  const yields = turns.map((turn) => {
    const rule = control(turn);
    if (rule === 'none') return [];
    return (atNode.get(links[turn.from].to) ?? []).filter((other) => {
      const foe = turns[other];
      if (foe.from === turn.from) return false;
      if (rule === 'roundabout') return foe.to === turn.to && rank(foe.from) > rank(turn.from);
      if (!geometry.conflict(turn, foe)) return false;
      if (rule === 'all_way_stop') return true;
      return (
        rank(foe.from) > rank(turn.from) ||
        (rank(foe.from) === rank(turn.from) && geometry.isLeftAcross(turn, foe))
      );
    });
  });
  return { yields, isRoundabout: turns.map((turn) => control(turn) === 'roundabout') };
}

/** What two movements at a node have to do with each other, from the places of the nodes around. */
export class Geometry {
  readonly #nodes: readonly ScenarioNode[];
  readonly #links: readonly LinkSpec[];

  constructor(nodes: readonly ScenarioNode[], links: readonly LinkSpec[]) {
    this.#nodes = nodes;
    this.#links = links;
  }

  /** Whether they join, or cross; true for all of different links where places are not known. */
  conflict(a: Turn, b: Turn): boolean {
    if (a.to === b.to) return true;
    const angles = this.#angles(a, b);
    if (!angles) return true;
    const [a_in, a_out, b_in, b_out] = angles;
    return isBetween(a_in, b_in, a_out) !== isBetween(a_in, b_out, a_out);
  }

  /** Whether a turns left across b, which comes from the other side and does not. */
  isLeftAcross(a: Turn, b: Turn): boolean {
    const angles = this.#angles(a, b);
    if (!angles) return false;
    const [a_in, a_out, b_in, b_out] = angles;
    const opposite = Math.abs(turnAngle(a_in, b_in));
    return Math.abs(opposite - Math.PI) < Math.PI / 3 && isLeft(a_in, a_out) && !isLeft(b_in, b_out);
  }

  /** Directions, seen from the node, in which the arms of two movements lie. */
  #angles(a: Turn, b: Turn): [number, number, number, number] | undefined {
    const node = this.#links[a.from].to;
    const arms = [
      this.#links[a.from].from,
      this.#links[a.to].to,
      this.#links[b.from].from,
      this.#links[b.to].to,
    ];
    const here = this.#nodes[node];
    const angles = arms.map((arm, i) => {
      const there = this.#nodes[arm] ?? {};
      const dx_m = (there.x_m ?? Number.NaN) - (here?.x_m ?? Number.NaN);
      const dy_m = (there.y_m ?? Number.NaN) - (here?.y_m ?? Number.NaN);
      // Seen from the node, who comes drives left of the middle of the arm, who goes right of it.
      return Math.atan2(dy_m, dx_m) + (i % 2 === 0 ? SIDE : -SIDE);
    });
    return angles.some(Number.isNaN) ? undefined : (angles as [number, number, number, number]);
  }
}

const FULL = 2 * Math.PI;
/** Angle between the middle of an arm and each of its carriageways. */
const SIDE = 0.01;

/** Whether a direction lies on the way counter-clockwise from one to another. */
function isBetween(from: number, angle: number, to: number): boolean {
  const whole = (to - from + FULL) % FULL;
  return (angle - from + FULL) % FULL < whole;
}

function turnAngle(from: number, to: number): number {
  return ((to - from + 3 * Math.PI) % FULL) - Math.PI;
}

/** Whether the arm out lies to the left of one who comes by the arm in (right-hand traffic). */
function isLeft(arm_in: number, arm_out: number): boolean {
  const bend = turnAngle(arm_in + Math.PI, arm_out);
  return bend > Math.PI / 6 && bend < (5 * Math.PI) / 6;
}
