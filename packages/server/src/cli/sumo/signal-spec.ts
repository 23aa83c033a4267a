import { type ControllerSpec, MOST_PHASES, type ProgramSpec } from '@opentocc/core/simulation';
import type { SumoConnection, SumoNet, SumoProgram } from './net-rows.ts';
import type { SumoTuning } from './tuning.ts';

/** A way over a junction: its movement, its signal, and its place in the requests. */
export interface Way {
  readonly movement: number;
  readonly connection: SumoConnection;
  readonly junction: string;
  readonly request: number;
}

/** Programs of the signals of a network: the first of each in the file. */
export function controllersOf(net: SumoNet, ways: readonly Way[], tuning: SumoTuning): ControllerSpec[] {
  const bySignal = new Map<string, Way[]>();
  for (const way of ways) {
    const { signal } = way.connection;
    if (signal !== undefined) bySignal.set(signal, [...(bySignal.get(signal) ?? []), way]);
  }
  return [...bySignal].flatMap(([id, own]) => {
    const program = net.programs.get(id);
    if (!program) return [];
    // One with more phases than a controller can choose among runs through them by its durations.
    const isActuated = program.actuated && program.phases.length <= MOST_PHASES;
    return [{ id, programs: [isActuated ? actuated(program, own, tuning) : fixed(program, own, tuning)] }];
  });
}

function fixed(program: SumoProgram, ways: readonly Way[], tuning: SumoTuning): ProgramSpec {
  const starts: number[] = [];
  const cycle_s = program.phases.reduce((sum, { duration_s }) => {
    starts.push(sum);
    return sum + duration_s;
  }, 0);
  const greens = uniqueMovements(ways).flatMap(({ movement, connection }) =>
    greensOf(program, connection.signalIndex, starts, tuning).map((green) => ({ ...green, movement })),
  );
  return { actuated: false, cycle_s, offset_s: program.offset_s, greens };
}

/** Phases in which a link is green without a break are one green; it begins later by the lost time and ends in the yellow. */
function greensOf(program: SumoProgram, index: number, starts: readonly number[], tuning: SumoTuning) {
  const greens: { start: number; end: number; permissive: boolean }[] = [];
  let isOn = false;
  program.phases.forEach(({ duration_s, state }, p) => {
    const light = state[index];
    const isGreen = light === 'G' || light === 'g';
    const last = greens[greens.length - 1];
    if (isGreen && isOn) {
      greens[greens.length - 1] = {
        start: last.start,
        end: starts[p] + duration_s,
        permissive: light === 'g',
      };
    } else if (isGreen)
      greens.push({
        start: starts[p] + (p === 0 ? 0 : tuning.startup_lost_s),
        end: starts[p] + duration_s,
        permissive: light === 'g',
      });
    else if (light === 'y' && isOn)
      greens[greens.length - 1] = { ...last, end: last.end + Math.min(duration_s, tuning.yellow_used_s) };
    isOn = isGreen;
  });
  return greens.filter(({ start, end }) => end > start);
}

function actuated(program: SumoProgram, ways: readonly Way[], tuning: SumoTuning): ProgramSpec {
  const isGreenPhase = program.phases.map(({ state }) => /[Gg]/.test(state) && !/y/.test(state));
  const order = program.phases.flatMap((_, p) => (isGreenPhase[p] ? [p] : []));
  const phases = order.map((p, i) => {
    const end = order[i + 1] ?? program.phases.length;
    const clearance_s = program.phases.slice(p + 1, end).reduce((sum, { duration_s }) => sum + duration_s, 0);
    const { min_s, max_s } = program.phases[p];
    return {
      min_s,
      max_s,
      extension_s: 3,
      clearance_s,
      lost_s: tuning.actuated_lost_s,
      // SUMO's actuated programs serve every phase in its turn.
      recall: true,
    };
  });
  const greens = uniqueMovements(ways).flatMap(({ movement, connection }) =>
    order.flatMap((p, phase) => {
      const light = program.phases[p].state[connection.signalIndex];
      return light === 'G' || light === 'g'
        ? [{ movement, start: phase, end: phase, permissive: light === 'g' }]
        : [];
    }),
  );
  return { actuated: true, cycle_s: 0, offset_s: 0, greens, phases };
}

function uniqueMovements(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [way.movement, way])).values()];
}
