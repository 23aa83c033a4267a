import { type PhaseTable, phaseTable } from './phase-table.ts';
import type { SimNetwork } from './sim-network.ts';
import type { EventNumbers, SimColumns, SimState } from './sim-state.ts';

/** Instants closer than this are one instant: the remainder of a division by the cycle is not exact. */
const SAME_INSTANT_S = 1e-7;

/** Signals: which movements are green, and the phases of actuated controllers. */
export class SignalControl {
  /** Whether the movement that was asked for last gives way although it is green. */
  isPermissive = false;
  readonly #network: SimNetwork;
  readonly #columns: SimColumns;
  readonly #events: SimState['events'];
  readonly #numbers: EventNumbers;
  readonly #phases: PhaseTable;
  /** What `#lookForCalls` found: phases that are called for, and whether the present one is still wanted. */
  #called = 0;
  #isWanted = false;

  constructor(network: SimNetwork, state: SimState, numbers: EventNumbers) {
    this.#network = network;
    this.#columns = state.columns;
    this.#events = state.events;
    this.#numbers = numbers;
    this.#phases = phaseTable(network);
  }

  /** Every controller begins the first of its programs. */
  start(at_s: number): void {
    const { signals } = this.#network;
    for (let c = 0; c < signals.controller_count; c++) this.setProgram(c, 0, at_s);
  }

  /** @param index among the controller's programs */
  setProgram(controller: number, index: number, at_s: number): void {
    const { program_offset, program_actuated } = this.#network.signals;
    const program = program_offset[controller] + index;
    this.#columns.program[controller] = program;
    this.#events.cancel(this.#numbers.signal + controller);
    if (program_actuated[program] === 1) this.#beginPhase(controller, 0, at_s);
    else this.#wake(controller, at_s);
  }

  /** `now_s` when the movement is green; else the next green, Infinity when that is not known yet. */
  greenTime(movement: number, now_s: number): number {
    this.isPermissive = false;
    const controller = this.#network.movement_signal[movement];
    if (controller < 0) return now_s;
    const { signals, movement_slot } = this.#network;
    const program = this.#columns.program[controller];
    const list = signals.program_window[program] + movement_slot[movement];
    return signals.program_actuated[program] === 1
      ? this.#actuatedGreen(controller, list, now_s)
      : this.#fixedGreen(program, list, now_s);
  }

  #fixedGreen(program: number, list: number, now_s: number): number {
    const { program_cycle_s, program_offset_s, window_offset, window_start, window_end, window_permissive } =
      this.#network.signals;
    const cycle_s = program_cycle_s[program];
    const since_s = now_s - program_offset_s[program];
    let into_s = since_s - cycle_s * Math.floor(since_s / cycle_s);
    if (into_s > cycle_s - SAME_INSTANT_S) into_s = 0;
    let wait_s = Infinity;
    for (let w = window_offset[list]; w < window_offset[list + 1]; w++) {
      if (into_s >= window_start[w] - SAME_INSTANT_S && into_s < window_end[w] - SAME_INSTANT_S) {
        this.isPermissive = window_permissive[w] === 1;
        return now_s;
      }
      const until_s = window_start[w] - into_s;
      wait_s = Math.min(wait_s, until_s > 0 ? until_s : until_s + cycle_s);
    }
    return now_s + wait_s;
  }

  #actuatedGreen(controller: number, list: number, now_s: number): number {
    const { window_offset, window_start, window_permissive } = this.#network.signals;
    const { phase, green_since_s, green_until_s } = this.#columns;
    for (let w = window_offset[list]; w < window_offset[list + 1]; w++) {
      if (window_start[w] !== phase[controller]) continue;
      this.isPermissive = window_permissive[w] === 1;
      if (now_s >= green_until_s[controller]) return Infinity;
      return Math.max(now_s, green_since_s[controller]);
    }
    return Infinity;
  }

  /** An actuated controller decides: go on with the phase, end it, or begin the next. */
  decide(controller: number, now_s: number): void {
    const { phase_offset, phase_max_s, phase_extension_s, phase_clearance_s, phase_lost_s } =
      this.#network.signals;
    const { phase, green_since_s, green_until_s, program } = this.#columns;
    const row = phase_offset[program[controller]] + phase[controller];
    const event = this.#numbers.signal + controller;
    const extension_s = phase_extension_s[row];
    this.#lookForCalls(controller, now_s, now_s + extension_s);
    const next = this.#nextPhase(controller);
    if (green_until_s[controller] <= now_s) {
      this.#beginPhase(controller, next, now_s);
      return;
    }
    const begun_s = green_since_s[controller] - phase_lost_s[row];
    const end_s = begun_s + phase_max_s[row];
    // Nobody waits elsewhere: it rests in green until somebody calls.
    if (next === phase[controller]) return;
    if (this.#isWanted && now_s < end_s - SAME_INSTANT_S)
      this.#events.schedule(event, Math.min(now_s + Math.max(extension_s, 1), end_s));
    else {
      green_until_s[controller] = now_s;
      this.#events.schedule(event, now_s + phase_clearance_s[row]);
    }
  }

  /** A vehicle at the stop line may not go: when its controller rests in green, it decides again. */
  call(movement: number, now_s: number): void {
    const controller = this.#network.movement_signal[movement];
    if (controller < 0 || this.#network.signals.program_actuated[this.#columns.program[controller]] === 0)
      return;
    const event = this.#numbers.signal + controller;
    if (this.#events.timeOf(event) === Infinity) this.#events.schedule(event, now_s);
  }

  #beginPhase(controller: number, phase: number, now_s: number): void {
    const { phase_offset, phase_min_s, phase_lost_s } = this.#network.signals;
    const c = this.#columns;
    const row = phase_offset[c.program[controller]] + phase;
    c.phase[controller] = phase;
    c.green_since_s[controller] = now_s + phase_lost_s[row];
    c.green_until_s[controller] = Infinity;
    this.#events.schedule(this.#numbers.signal + controller, now_s + phase_min_s[row]);
    this.#wake(controller, now_s + phase_lost_s[row]);
  }

  /** The next phase in which somebody waits; the present one when nobody waits elsewhere. */
  #nextPhase(controller: number): number {
    const { phase_offset } = this.#network.signals;
    const { program, phase } = this.#columns;
    const own = program[controller];
    const present = phase[controller];
    const due = this.#called | this.#phases.recalled[own];
    if ((due & ~(1 << present)) === 0) return present;
    const phases = phase_offset[own + 1] - phase_offset[own];
    for (let step = 1; step < phases; step++) {
      const candidate = (present + step) % phases;
      if ((due & (1 << candidate)) !== 0) return candidate;
    }
    return present;
  }

  /**
   * Reads the first vehicle of every section that a controller rules: it calls for the phases in which it is green when it stands
   * at the stop line, and wants the present one when it will be there by `wanted_s`. Who has its green now already calls for no
   * other phase; who is held by a queue beyond the junction does not want more green.
   */
  #lookForCalls(controller: number, now_s: number, wanted_s: number): void {
    const { signals, movement_signal, movement_slot } = this.#network;
    const { section_offset, section, served, protected: full } = this.#phases;
    const c = this.#columns;
    const bit = 1 << c.phase[controller];
    const first = signals.program_window[c.program[controller]];
    this.#called = 0;
    this.#isWanted = false;
    for (let i = section_offset[controller]; i < section_offset[controller + 1]; i++) {
      const vehicle = c.head[section[i]];
      if (vehicle < 0 || c.ready_s[vehicle] > wanted_s) continue;
      const movement = c.movement[vehicle];
      if (movement_signal[movement] !== controller) continue;
      const list = first + movement_slot[movement];
      if ((served[list] & bit) !== 0 && c.waiting_on[section[i]] < 0) this.#isWanted = true;
      if (c.ready_s[vehicle] <= now_s && (full[list] & bit) === 0) this.#called |= served[list] & ~bit;
    }
  }

  /** Lets the first vehicle of every section that it rules look again. */
  #wake(controller: number, at_s: number): void {
    const { section_offset, section } = this.#phases;
    const { head, waiting_on } = this.#columns;
    for (let i = section_offset[controller]; i < section_offset[controller + 1]; i++)
      if (head[section[i]] >= 0 && waiting_on[section[i]] < 0)
        this.#events.scheduleBy(this.#numbers.head + section[i], at_s);
  }
}
