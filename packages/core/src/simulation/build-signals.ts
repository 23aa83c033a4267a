import type { ControllerSpec, NetworkSpec, PhaseSpec, ProgramSpec } from './network-spec.ts';
import type { SimNetwork } from './sim-network.ts';

type Built = Pick<SimNetwork, 'movement_signal' | 'movement_slot' | 'signals'>;

/** Programs of all controllers as columns. @param movementOf number in the network of each movement described. */
export function buildSignals({ controllers, movements, links }: NetworkSpec, movementOf: Int32Array): Built {
  const groups = links.reduce((sum, { groups: own }) => sum + (own?.length ?? 1), 0);
  const movement_signal = new Int32Array(movements.length + groups).fill(-1);
  const movement_slot = new Int32Array(movements.length + groups);
  const table = new ProgramColumns();
  const movement_offset = [0];
  const controlled: number[] = [];
  controllers.forEach((controller, index) => {
    const slots = slotsOf(controller, movementOf);
    for (const [movement, slot] of slots) {
      movement_signal[movement] = index;
      movement_slot[movement] = slot;
      controlled.push(movement);
    }
    movement_offset.push(controlled.length);
    for (const program of controller.programs) table.add(program, slots, movementOf);
    table.endController();
  });
  return {
    movement_signal,
    movement_slot,
    signals: {
      controller_count: controllers.length,
      controller_id: controllers.map(({ id }) => id),
      movement_offset: Int32Array.from(movement_offset),
      movement: Int32Array.from(controlled),
      ...table.build(),
    },
  };
}

/** Slot of each movement that a controller rules, in any of its programs. */
function slotsOf({ programs }: ControllerSpec, movementOf: Int32Array): Map<number, number> {
  const slots = new Map<number, number>();
  for (const { greens } of programs)
    for (const green of greens) {
      const movement = movementOf[green.movement];
      if (!slots.has(movement)) slots.set(movement, slots.size);
    }
  return slots;
}

class ProgramColumns {
  readonly #controller = [0];
  readonly #actuated: number[] = [];
  readonly #cycle_s: number[] = [];
  readonly #offset_s: number[] = [];
  readonly #firstList: number[] = [];
  readonly #window = [0];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #permissive: number[] = [];
  readonly #phase = [0];
  readonly #phases: PhaseSpec[] = [];

  add(program: ProgramSpec, slots: ReadonlyMap<number, number>, movementOf: Int32Array): void {
    this.#actuated.push(program.actuated ? 1 : 0);
    this.#cycle_s.push(program.cycle_s);
    this.#offset_s.push(program.offset_s);
    this.#firstList.push(this.#window.length - 1);
    const lists = Array.from({ length: slots.size }, (): ProgramSpec['greens'][number][] => []);
    for (const green of program.greens) lists[slots.get(movementOf[green.movement]) ?? 0].push(green);
    for (const list of lists) {
      list.sort((a, b) => a.start - b.start);
      for (const { start, end, permissive } of list) {
        this.#start.push(start);
        this.#end.push(end);
        this.#permissive.push(permissive ? 1 : 0);
      }
      this.#window.push(this.#start.length);
    }
    this.#phases.push(...(program.phases ?? []));
    this.#phase.push(this.#phases.length);
  }

  endController(): void {
    this.#controller.push(this.#actuated.length);
  }

  build() {
    const phases = this.#phases;
    return {
      program_offset: Int32Array.from(this.#controller),
      program_actuated: Uint8Array.from(this.#actuated),
      program_cycle_s: Float64Array.from(this.#cycle_s),
      program_offset_s: Float64Array.from(this.#offset_s),
      program_window: Int32Array.from(this.#firstList),
      window_offset: Int32Array.from(this.#window),
      window_start: Float64Array.from(this.#start),
      window_end: Float64Array.from(this.#end),
      window_permissive: Uint8Array.from(this.#permissive),
      phase_offset: Int32Array.from(this.#phase),
      phase_min_s: Float64Array.from(phases, ({ min_s }) => min_s),
      phase_max_s: Float64Array.from(phases, ({ max_s }) => max_s),
      phase_extension_s: Float64Array.from(phases, ({ extension_s }) => extension_s),
      phase_clearance_s: Float64Array.from(phases, ({ clearance_s }) => clearance_s),
      phase_lost_s: Float64Array.from(phases, ({ lost_s }) => lost_s),
      phase_recall: Uint8Array.from(phases, ({ recall }) => (recall ? 1 : 0)),
    };
  }
}
