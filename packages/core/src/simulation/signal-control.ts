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

  constructor(network: SimNetwork, state: SimState, numbers: EventNumbers) {
    this.#network = network;
    this.#columns = state.columns;
    this.#events = state.events;
    this.#numbers = numbers;
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
    if (green_until_s[controller] <= now_s) {
      this.#beginPhase(controller, this.#nextPhase(controller), now_s);
      return;
    }
    const begun_s = green_since_s[controller] - phase_lost_s[row];
    const end_s = begun_s + phase_max_s[row];
    const extension_s = phase_extension_s[row];
    const isWanted = this.#isCalled(controller, phase[controller], now_s + extension_s);
    // Nobody waits elsewhere: it rests in green until somebody calls.
    if (this.#nextPhase(controller) === phase[controller]) return;
    if (isWanted && now_s < end_s - SAME_INSTANT_S)
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
    const { phase_offset, phase_recall } = this.#network.signals;
    const { program, phase } = this.#columns;
    const first = phase_offset[program[controller]];
    const phases = phase_offset[program[controller] + 1] - phase_offset[program[controller]];
    for (let step = 1; step < phases; step++) {
      const candidate = (phase[controller] + step) % phases;
      if (phase_recall[first + candidate] === 1) return candidate;
      if (this.#isCalled(controller, candidate, this.#columns.now_s[0])) return candidate;
    }
    return phase[controller];
  }

  /**
   * Whether the first vehicle of a section that is green in the phase will be at the stop line by then. Who has its green now
   * already calls for no other phase.
   */
  #isCalled(controller: number, phase: number, by_s: number): boolean {
    const { signals, movement_section } = this.#network;
    const { movement_offset, movement, program_window } = signals;
    const c = this.#columns;
    const first = movement_offset[controller];
    for (let i = first; i < movement_offset[controller + 1]; i++) {
      const section = movement_section[movement[i]];
      const vehicle = c.head[section];
      if (vehicle < 0 || c.movement[vehicle] !== movement[i] || c.ready_s[vehicle] > by_s) continue;
      const isPresent = phase === c.phase[controller];
      if (c.waiting_on[section] >= 0 && isPresent) continue;
      const list = program_window[c.program[controller]] + i - first;
      if (this.#serves(list, phase) && (isPresent || !this.#serves(list, c.phase[controller], true)))
        return true;
    }
    return false;
  }

  /** Whether a movement, given by its list of windows, is green in a phase. @param fully without giving way */
  #serves(list: number, phase: number, fully = false): boolean {
    const { window_offset, window_start, window_permissive } = this.#network.signals;
    for (let w = window_offset[list]; w < window_offset[list + 1]; w++)
      if (window_start[w] === phase) return !(fully && window_permissive[w] === 1);
    return false;
  }

  /** Lets the first vehicle of every section that it rules look again. */
  #wake(controller: number, at_s: number): void {
    const { signals, movement_section } = this.#network;
    for (let i = signals.movement_offset[controller]; i < signals.movement_offset[controller + 1]; i++) {
      const section = movement_section[signals.movement[i]];
      if (this.#columns.head[section] < 0 || this.#columns.waiting_on[section] >= 0) continue;
      this.#events.scheduleBy(this.#numbers.head + section, at_s);
    }
  }
}
