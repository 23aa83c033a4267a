import type { SimNetwork } from './sim-network.ts';

/** Phases that an actuated program may have: a set of them is the bits of one number. */
export const MOST_PHASES = 32;

/** What actuated controllers look up when they decide. */
export interface PhaseTable {
  /** Sections of each controller (CSR), each once. */
  readonly section_offset: Int32Array;
  readonly section: Int32Array;
  /** Phases in which the movement of each window list is green, bit p for phase p; and those in which it does not give way. */
  readonly served: Int32Array;
  readonly protected: Int32Array;
  /** Phases of each program that are served in their turn though nobody calls for them. */
  readonly recalled: Int32Array;
}

/** @throws RangeError when an actuated program has more phases than {@link MOST_PHASES} */
export function phaseTable({ signals, movement_section }: SimNetwork): PhaseTable {
  const { controller_count, movement_offset, movement } = signals;
  const section_offset = new Int32Array(controller_count + 1);
  const sections: number[] = [];
  for (let c = 0; c < controller_count; c++) {
    const own = movement.subarray(movement_offset[c], movement_offset[c + 1]);
    sections.push(...new Set(Array.from(own, (m) => movement_section[m])));
    section_offset[c + 1] = sections.length;
  }
  return { section_offset, section: Int32Array.from(sections), ...maskedLists(signals) };
}

function maskedLists(signals: SimNetwork['signals']): Pick<PhaseTable, 'served' | 'protected' | 'recalled'> {
  const { program_actuated, program_window, window_offset, phase_offset, phase_recall } = signals;
  const lists = window_offset.length - 1;
  const served = new Int32Array(lists);
  const full = new Int32Array(lists);
  const recalled = new Int32Array(program_actuated.length);
  for (let program = 0; program < program_actuated.length; program++) {
    if (program_actuated[program] === 0) continue;
    const first = phase_offset[program];
    const phases = phase_offset[program + 1] - first;
    if (phases > MOST_PHASES)
      throw new RangeError(`a program has ${phases} phases, more than ${MOST_PHASES}`);
    for (let p = 0; p < phases; p++) if (phase_recall[first + p] === 1) recalled[program] |= 1 << p;
    const end = program_window[program + 1] ?? lists;
    for (let list = program_window[program]; list < end; list++)
      [served[list], full[list]] = phasesOf(signals, list);
  }
  return { served, protected: full, recalled };
}

/** Phases in which the movement of a list is green, and of these those in which it does not give way. */
function phasesOf(
  { window_offset, window_start, window_permissive }: SimNetwork['signals'],
  list: number,
): [number, number] {
  let [served, full] = [0, 0];
  for (let w = window_offset[list]; w < window_offset[list + 1]; w++) {
    const bit = 1 << window_start[w];
    // As where it is asked for: the first window of a phase decides.
    if ((served & bit) === 0 && window_permissive[w] === 0) full |= bit;
    served |= bit;
  }
  return [served, full];
}
