import type { ControllerSpec, GreenSpec, LinkSpec, MovementSpec, ProgramSpec } from '../network-spec.ts';
import { MOST_PHASES } from '../phase-table.ts';
import type { ProgramChange } from '../sim-options.ts';
import type { Findings, Ids } from './findings.ts';
import type { Scenario, ScenarioPhase, ScenarioPlan, ScenarioSignal } from './scenario.ts';

export interface CompiledSignals {
  readonly controllers: readonly ControllerSpec[];
  /** Movements that give way under their green, with whom they give way to. */
  readonly movements: readonly MovementSpec[];
  readonly changes: readonly ProgramChange[];
}

interface Movements {
  readonly links: readonly LinkSpec[];
  readonly movements: readonly MovementSpec[];
  find(from: number, to: number): number | undefined;
}

/** Signals of a scenario: who is green when. Whatever a signal holds gives way only where its green is permissive. */
export function compileSignals(
  { signals = [] }: Scenario,
  { links, movements, find }: Movements,
  nodeIds: Ids,
  linkIds: Ids,
  findings: Findings,
): CompiledSignals {
  const changes: ProgramChange[] = [];
  const yields = new Map<number, Set<number>>();
  const controllers = signals.map((signal, controller): ControllerSpec => {
    const at = `signals[${controller}]`;
    const node = nodeIds.get(signal.node, at);
    const here = [...movements.keys()].filter((m) => links[movements[m].from].to === node);
    const resolve = (from: string, to: string): number | undefined => {
      const [a, b] = [linkIds.get(from, at), linkIds.get(to, at)];
      const movement = a === undefined || b === undefined ? undefined : find(a, b);
      if (a === undefined || b === undefined) return undefined;
      return movement !== undefined && here.includes(movement)
        ? movement
        : findings.error('not_at_signal', at, { from, to, node: signal.node });
    };
    const context = { at, here, movements, linkIds, resolve, findings, yields };
    const plans = [signal, ...(signal.later_plans ?? [])];
    const programs = plans.map((plan) => programOf(plan, signal.type === 'actuated', context));
    signal.later_plans?.forEach(({ from_s }, i) => {
      changes.push({ kind: 'program', at_s: from_s, controller, program: i + 1 });
    });
    checkGreens(signal, programs, context, links);
    return { id: signal.id ?? signal.node, programs };
  });
  const yielding = movements.map((movement, i) => {
    const own = yields.get(i);
    return own ? { ...movement, yields_to: [...new Set([...(movement.yields_to ?? []), ...own])] } : movement;
  });
  return { controllers, movements: yielding, changes };
}

interface Context {
  readonly at: string;
  /** Movements over the node. */
  readonly here: readonly number[];
  readonly movements: readonly MovementSpec[];
  readonly linkIds: Ids;
  readonly resolve: (from: string, to: string) => number | undefined;
  readonly findings: Findings;
  readonly yields: Map<number, Set<number>>;
}

function programOf(plan: ScenarioPlan, actuated: boolean, context: Context): ProgramSpec {
  const { at, findings } = context;
  if (plan.phases.length === 0) findings.error('no_phases', at);
  if (actuated && plan.phases.length > MOST_PHASES)
    findings.error('too_many_phases', at, { phases: plan.phases.length, most: MOST_PHASES });
  const lost_s = plan.startup_lost_s ?? 0;
  const greens: GreenSpec[] = [];
  let begin_s = 0;
  plan.phases.forEach((phase, index) => {
    const green_s = phase.green_s ?? phase.max_green_s ?? 0;
    const served = servedBy(phase, context);
    for (const [movement, permissive] of served) {
      greens.push(
        actuated
          ? { movement, start: index, end: index, permissive }
          : { movement, start: begin_s + lost_s, end: begin_s + green_s, permissive },
      );
      if (permissive) yieldTo(movement, served, context);
    }
    begin_s += green_s + clearanceOf(phase);
  });
  const cycle_s = plan.cycle_s ?? begin_s;
  if (!actuated && (begin_s > cycle_s + 1e-9 || cycle_s <= 0))
    findings.error('cycle_too_short', at, { cycle_s, phases_s: begin_s });
  return {
    actuated,
    cycle_s,
    offset_s: plan.offset_s ?? 0,
    greens: actuated ? greens : joined(greens, plan.phases, lost_s),
    phases: plan.phases.map((phase) => ({
      min_s: phase.min_green_s ?? 5,
      max_s: phase.max_green_s ?? phase.green_s ?? 50,
      extension_s: phase.extension_s ?? 3,
      clearance_s: clearanceOf(phase),
      lost_s,
    })),
  };
}

function clearanceOf({ yellow_s = 0, all_red_s = 0 }: ScenarioPhase): number {
  return yellow_s + all_red_s;
}

/** Movements that a phase serves, with whether they give way. */
function servedBy(
  { movements = [], from_links = [] }: ScenarioPhase,
  context: Context,
): Map<number, boolean> {
  const served = new Map<number, boolean>();
  for (const id of from_links) {
    const link = context.linkIds.get(id, context.at);
    if (link === undefined) continue;
    const own = context.here.filter((m) => context.movements[m].from === link);
    if (own.length === 0)
      context.findings.error('not_at_signal', context.at, { from: id, to: '*', node: '' });
    for (const movement of own) served.set(movement, false);
  }
  for (const { from, to, permissive } of movements) {
    const movement = context.resolve(from, to);
    if (movement !== undefined) served.set(movement, permissive === true);
  }
  return served;
}

/** A permissive movement gives way to what the scenario says, or else to all that is green with it from other links. */
function yieldTo(
  movement: number,
  served: ReadonlyMap<number, boolean>,
  { movements, yields }: Context,
): void {
  if ((movements[movement].yields_to ?? []).length > 0) return;
  const own = yields.get(movement) ?? new Set();
  for (const [other, permissive] of served)
    if (!permissive && movements[other].from !== movements[movement].from) own.add(other);
  yields.set(movement, own);
}

/** A movement that is green in phases which follow each other stays green in between, without a second loss at the start. */
function joined(greens: readonly GreenSpec[], phases: readonly ScenarioPhase[], lost_s: number): GreenSpec[] {
  const result: GreenSpec[] = [];
  for (const green of greens) {
    const last = result.findLast(({ movement }) => movement === green.movement);
    const gap_s = last === undefined ? Infinity : green.start - lost_s - last.end;
    const clearance_s = phases.reduce((longest, phase) => Math.max(longest, clearanceOf(phase)), 0);
    if (last && gap_s <= clearance_s + 1e-9 && last.permissive === green.permissive)
      result[result.indexOf(last)] = { ...last, end: green.end };
    else result.push(green);
  }
  return result.filter(({ start, end }) => end > start);
}

function checkGreens(
  { free_movements = [], node }: ScenarioSignal,
  programs: readonly ProgramSpec[],
  { at, here, movements, resolve, findings }: Context,
  links: readonly LinkSpec[],
): void {
  const free = new Set(free_movements.map(({ from, to }) => resolve(from, to)));
  const green = new Set(programs[0].greens.map(({ movement }) => movement));
  for (const movement of here) {
    if (free.has(movement) || green.has(movement)) continue;
    const { from, to } = movements[movement];
    findings.error('never_green', at, { from: links[from].id, to: links[to].id, node });
  }
}
