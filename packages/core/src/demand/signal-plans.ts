import { hash01 } from '../random/index.ts';
import type { ControllerSpec, GreenSpec, ProgramSpec } from '../simulation/index.ts';
import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';
import { difference_deg, type TurnKind } from './turn-kinds.ts';

/** A movement at a junction as a plan sees it. */
export interface Approaching {
  /** Number of the movement in the description of the network. */
  readonly movement: number;
  readonly kind: TurnKind;
  /** Direction in which it reaches the junction, degrees. */
  readonly course_deg: number;
  /** Expected flow over saturation flow, 0 and more. */
  readonly load: number;
  /** Whether it waits in a lane of its own. */
  readonly isApart: boolean;
}

/** A stage of the cycle: who is green in it. */
interface Stage {
  readonly movements: readonly Approaching[];
}

const { signal } = TRAFFIC_PARAMETERS;

/**
 * The assumed fixed-time plan of a junction: the two axes one after the other, left turns that have lanes of their own in stages of
 * their own, green in proportion to the critical loads (Webster 1958). Right turns are free, as the
 * law allows at a red light. Undefined where nothing has to wait for anything.
 */
export function planOf(
  id: string,
  node: number,
  movements: readonly Approaching[],
): ControllerSpec | undefined {
  const stages = stagesOf(movements);
  if (stages.length < 2) return undefined;
  return { id, programs: [programOf(node, stages, AS_ASSUMED)] };
}

/** How a plan differs from the assumed one. */
export interface PlanChange {
  /** Green of a movement over what it has: under 1 it is cut, over 1 its stage takes from the others. */
  readonly share: (movement: number) => number;
  /** Later begin of the cycle, s. */
  readonly shift_s: number;
  /** Another cycle, s; null for the assumed one. */
  readonly cycle_s: number | null;
}

/** The same plan with some movements held back or favoured, shifted, or of another cycle. */
export function changedPlan(
  node: number,
  movements: readonly Approaching[],
  change: PlanChange,
): ProgramSpec {
  return programOf(node, stagesOf(movements), change);
}

function stagesOf(movements: readonly Approaching[]): Stage[] {
  const held = movements.filter(({ kind }) => kind !== 'right');
  if (held.length === 0) return [];
  const main = held.reduce((best, one) => (one.load > best.load ? one : best));
  const isMain = ({ course_deg }: Approaching) => {
    const off_deg = Math.abs(difference_deg(main.course_deg, course_deg));
    return off_deg < 45 || off_deg > 135;
  };
  const isLeft = ({ kind, isApart }: Approaching) => kind === 'left' && isApart;
  return [true, false]
    .flatMap((axis) => {
      const own = held.filter((one) => isMain(one) === axis);
      return [own.filter((one) => !isLeft(one)), own.filter(isLeft)];
    })
    .filter((own) => own.length > 0)
    .map((own) => ({ movements: own }));
}

function programOf(node: number, stages: readonly Stage[], { share, ...change }: PlanChange): ProgramSpec {
  const { clearance_s, least_green_s } = signal;
  const cycle_s = Math.max(change.cycle_s ?? signal.cycle_s, stages.length * (clearance_s + least_green_s));
  const loads = stages.map(({ movements }) =>
    Math.max(0.01, ...movements.map(({ load, movement }) => load * Math.max(1, share(movement)))),
  );
  const whole = loads.reduce((sum, load) => sum + load, 0);
  const spare_s = cycle_s - stages.length * (clearance_s + least_green_s);
  const greens: GreenSpec[] = [];
  let at_s = 0;
  stages.forEach((stage, i) => {
    const green_s = least_green_s + (spare_s * loads[i]) / whole;
    for (const { movement } of stage.movements)
      greens.push({ movement, start: at_s, end: at_s + green_s * Math.min(1, share(movement)) });
    at_s += green_s + clearance_s;
  });
  const offset_s = Math.round(hash01(1, node, 0, 0) * cycle_s) + change.shift_s;
  return { actuated: false, cycle_s, offset_s, greens };
}

const AS_ASSUMED: PlanChange = { share: () => 1, shift_s: 0, cycle_s: null };
