import { Conditions } from './conditions.ts';
import { Deadlocks } from './deadlocks.ts';
import { DriverRoutes } from './driver-routes.ts';
import { Merges } from './merges.ts';
import { RightOfWay } from './right-of-way.ts';
import { Sections } from './sections.ts';
import { SignalControl } from './signal-control.ts';
import type { SimNetwork } from './sim-network.ts';
import { DEFAULT_SIM_OPTIONS, type SimChange, type SimObserver, type SimOptions } from './sim-options.ts';
import {
  COUNTER,
  createState,
  type Deadlock,
  type EventNumbers,
  eventNumbers,
  type SimColumns,
  type SimState,
} from './sim-state.ts';
import type { SimVehicles } from './sim-vehicles.ts';
import { StartLoss } from './start-loss.ts';

/** Weight of the newest headway in the mean of those seen. */
const HEADWAY_SMOOTHING = 0.08;

/**
 * Event-driven simulation of single vehicles over queues with spatial extent: Newell's (1993) kinematic wave theory of one
 * link in the form of Yperman's link transmission model, with nodes after Daganzo (1995), signals and gap acceptance. No
 * time step: an event is a vehicle at a stop line, a gap that reaches the upstream end of a link, or a signal that
 * decides. Random numbers are a hash of seed, vehicle and purpose, so that the order of computing does not matter.
 *
 * A time-stepped link transmission model of flows was weighed. It costs links × steps whatever the traffic; events cost
 * link traversals, which is less on a city's network, and vehicles have identities, routes and classes.
 */
export class Simulation {
  readonly network: SimNetwork;
  readonly vehicles: SimVehicles;
  readonly options: SimOptions;
  readonly state: SimState;
  observer: SimObserver | undefined;
  readonly #c: SimColumns;
  readonly #events: SimState['events'];
  readonly #numbers: EventNumbers;
  readonly #sections: Sections;
  readonly #signals: SignalControl;
  readonly #rightOfWay: RightOfWay;
  readonly #merges: Merges;
  readonly #startLoss: StartLoss;
  readonly #deadlocks: Deadlocks;
  readonly #conditions: Conditions;
  readonly #routes: DriverRoutes;
  readonly #changes: readonly SimChange[];
  readonly #pcu: Float64Array;
  /** s/m of each class at its own limit. */
  readonly #slowest: Float64Array;
  readonly #isPassable: (vehicle: number) => boolean;
  /** Where a vehicle goes next: what `#choose` found. */
  #target = -1;
  #targetMovement = -1;

  constructor(network: SimNetwork, vehicles: SimVehicles, options: Partial<SimOptions> = {}) {
    this.network = network;
    this.vehicles = vehicles;
    this.options = { ...DEFAULT_SIM_OPTIONS, ...options };
    const { classes, changes, impatience_s, start_s } = this.options;
    this.#pcu = Float64Array.from(classes, ({ pcu }) => pcu);
    this.#slowest = Float64Array.from(classes, ({ max_speed_mps }) => 1 / max_speed_mps);
    const state = createState(network, vehicles, Math.min(...this.#pcu));
    this.state = state;
    this.#c = state.columns;
    this.#events = state.events;
    this.#numbers = eventNumbers(network);
    this.#sections = new Sections(network, state);
    this.#signals = new SignalControl(network, state, this.#numbers);
    this.#rightOfWay = new RightOfWay(network, state, this.#signals, impatience_s);
    this.#merges = new Merges(network, state);
    this.#startLoss = new StartLoss(network, state, classes);
    this.#deadlocks = new Deadlocks(state, this.#sections);
    this.#conditions = new Conditions(network, state, this.#numbers);
    this.#routes = new DriverRoutes(network, vehicles, state, this.options);
    this.#changes = [...changes].sort((a, b) => a.at_s - b.at_s);
    this.#isPassable = (vehicle) => this.#standsInBay(vehicle);
    this.#c.now_s[0] = start_s;
    this.#c.stop_at.set(vehicles.stop_offset.subarray(0, vehicles.vehicle_count));
    this.#conditions.start();
    this.#signals.start(start_s);
    if (this.options.route_update_s > 0 && vehicles.route_start.includes(-1))
      this.#events.schedule(this.#numbers.costs, start_s);
  }

  get now_s(): number {
    return this.#c.now_s[0];
  }

  get deadlocks(): readonly Deadlock[] {
    return this.state.deadlocks;
  }

  /** @param name of a number that counts up */
  count(name: keyof typeof COUNTER): number {
    return this.#c.counter[COUNTER[name]];
  }

  /** When the next event is due, s; Infinity when nothing will happen any more. */
  get next_s(): number {
    const { departure_order, depart_s, vehicle_count } = this.vehicles;
    const { counter } = this.#c;
    const departure = counter[COUNTER.next_departure];
    const change = counter[COUNTER.next_change];
    const depart = departure < vehicle_count ? depart_s[departure_order[departure]] : Infinity;
    const changed = change < this.#changes.length ? this.#changes[change].at_s : Infinity;
    return Math.min(this.#events.least_s, depart, changed);
  }

  /** Whether every vehicle has departed and left the network. */
  get isEmpty(): boolean {
    return this.count('arrived') === this.vehicles.vehicle_count;
  }

  /** Processes all events before `until_s`, which becomes the present instant. */
  run(until_s: number): void {
    const { departure_order } = this.vehicles;
    const { counter, now_s } = this.#c;
    for (;;) {
      const depart = this.#nextDeparture();
      const changed = this.#nextChange();
      const next = Math.min(depart, changed);
      this.#processUntil(Math.min(next, until_s));
      if (next >= until_s) break;
      if (next > now_s[0]) now_s[0] = next;
      if (changed <= depart) this.#change(this.#changes[counter[COUNTER.next_change]++]);
      else this.#depart(departure_order[counter[COUNTER.next_departure]++]);
    }
    if (until_s < Infinity && until_s > now_s[0]) now_s[0] = until_s;
  }

  #processUntil(until_s: number): void {
    const { now_s } = this.#c;
    const events = this.#events;
    for (let at_s = events.least_s; at_s < until_s; at_s = events.least_s) {
      if (at_s > now_s[0]) now_s[0] = at_s;
      this.#process(events.pop());
    }
  }

  #nextDeparture(): number {
    const { depart_s, departure_order, vehicle_count } = this.vehicles;
    const at = this.#c.counter[COUNTER.next_departure];
    return at < vehicle_count ? depart_s[departure_order[at]] : Infinity;
  }

  #nextChange(): number {
    const at = this.#c.counter[COUNTER.next_change];
    return at < this.#changes.length ? this.#changes[at].at_s : Infinity;
  }

  /**
   * Puts a vehicle that has not departed on its link, for a run that begins in traffic: those nearest to the stop line first.
   * @throws RangeError when the link holds no more vehicles.
   */
  place(vehicle: number, position_m: number): void {
    const { origin_link } = this.vehicles;
    const c = this.#c;
    const now_s = c.now_s[0];
    const link = origin_link[vehicle];
    c.route_at[vehicle] = this.#routes.first(vehicle);
    const to_go_m = Math.max(0, this.network.link_length_m[link] - position_m);
    const apart_m = this.#lengthOfGroups(link);
    if (to_go_m >= apart_m) this.#choose(link, this.state.routes[c.route_at[vehicle]], vehicle);
    else this.#chooseGroup(vehicle);
    const section = this.#target;
    if (c.occupied_pcu[section] + 1 > c.storage_pcu[section] + 1e-6)
      throw new RangeError(`link ${this.network.link_id[link]} is full`);
    c.counter[COUNTER.departed]++;
    this.#enterNetwork(vehicle, now_s);
    this.#enterSection(vehicle, section, this.#targetMovement, now_s, 0);
    const left_m =
      to_go_m >= apart_m && apart_m < this.network.link_length_m[link] ? to_go_m - apart_m : to_go_m;
    c.ready_s[vehicle] = now_s + (c.free_s[section] * left_m) / this.network.section_length_m[section];
    c.next_entry_s[section] = now_s;
    this.#events.schedule(this.#numbers.head + section, Math.max(now_s, c.ready_s[c.head[section]]));
    this.#observeEnter(link, vehicle, now_s);
  }

  /**
   * Gives a vehicle its way, as turns of which the last leads out of the network: all of it before it departs; on the way
   * it must begin with the two turns that come next. A state that is saved belongs to the vehicles with the ways that they have then.
   * @throws RangeError when it begins otherwise
   */
  giveRoute(vehicle: number, turns: ArrayLike<number>): void {
    this.#routes.give(vehicle, turns);
  }

  /** Turns that a vehicle under way has yet to make, as a view that the next step may move. */
  routeAhead(vehicle: number): Int32Array {
    return this.#routes.ahead(vehicle);
  }

  /** Length over which the lane groups of a link are apart, m. */
  #lengthOfGroups(link: number): number {
    const { link_section, section_length_m } = this.network;
    return section_length_m[link_section[link + 1] - 1];
  }

  #process(event: number): void {
    const { head, entry, release, costs } = this.#numbers;
    const now_s = this.#c.now_s[0];
    if (event < head) this.#signals.decide(event, now_s);
    else if (event < entry) this.#tryHead(event - head, now_s);
    else if (event < release) this.#admit(event - entry, now_s);
    else if (event < costs) this.#releaseCircle(event - release, now_s);
    else this.#updateCosts(now_s);
  }

  #change(change: SimChange): void {
    const now_s = this.#c.now_s[0];
    if (change.kind === 'link') this.#conditions.apply(change, now_s);
    else this.#signals.setProgram(change.controller, change.program, now_s);
  }

  #updateCosts(now_s: number): void {
    this.#routes.updateCosts();
    if (this.#c.counter[COUNTER.next_departure] < this.vehicles.vehicle_count)
      this.#events.schedule(this.#numbers.costs, now_s + this.options.route_update_s);
  }

  /** A vehicle joins the line of those who want to enter its link. */
  #depart(vehicle: number): void {
    const c = this.#c;
    const now_s = c.now_s[0];
    if (c.route_at[vehicle] >= 0) return;
    const line = this.network.section_count + this.vehicles.origin_link[vehicle];
    c.counter[COUNTER.departed]++;
    c.route_at[vehicle] = this.#routes.first(vehicle);
    c.ready_s[vehicle] = now_s;
    c.section[vehicle] = line;
    if (this.#sections.append(line, vehicle)) this.#tryHead(line, now_s);
  }

  /** The first vehicle of a section, approach or waiting line tries to go on. */
  #tryHead(section: number, now_s: number): void {
    const c = this.#c;
    const vehicle = c.head[section];
    if (vehicle < 0) return;
    if (c.waiting_on[section] >= 0) {
      this.#lookElsewhere(section, vehicle, now_s);
      return;
    }
    const at_s = Math.max(c.ready_s[vehicle], c.next_exit_s[section]);
    if (at_s > now_s) {
      if (at_s < Infinity) this.#events.schedule(this.#numbers.head + section, at_s);
      return;
    }
    if (c.held_since_s[section] === Infinity) c.held_since_s[section] = now_s;
    if (!this.#mayCross(section, vehicle, now_s)) return;
    if (!this.#findTarget(section, vehicle)) this.#leaveNetwork(section, vehicle, now_s);
    else this.#goOrWait(section, vehicle, now_s);
  }

  /** Whether signal and right of way let the first vehicle cross; when not, it looks again when they may. */
  #mayCross(section: number, vehicle: number, now_s: number): boolean {
    const movement = this.#c.movement[vehicle];
    if (movement < 0) return true;
    let at_s = this.#signals.greenTime(movement, now_s);
    if (at_s <= now_s && (this.#signals.isPermissive || this.network.movement_signal[movement] < 0))
      at_s = this.#rightOfWay.gapTime(movement, now_s);
    if (at_s <= now_s) return true;
    this.#signals.call(movement, now_s);
    if (at_s < Infinity) this.#events.schedule(this.#numbers.head + section, at_s);
    return false;
  }

  /** Finds the section that the first vehicle goes to. @returns false when it leaves the network */
  #findTarget(section: number, vehicle: number): boolean {
    const { section_count, section_link, link_section, link_has_approach, turn_to } = this.network;
    const c = this.#c;
    if (section >= section_count) {
      const link = section - section_count;
      this.#routes.hear(vehicle, link, true);
      this.#routes.meet(vehicle, link, true);
      this.#choose(link, this.state.routes[c.route_at[vehicle]], vehicle);
      return true;
    }
    const link = section_link[section];
    if (link_has_approach[link] === 1 && section === link_section[link]) {
      this.#chooseGroup(vehicle);
      return true;
    }
    const next = turn_to[this.state.routes[c.route_at[vehicle]]];
    if (next < 0) return false;
    this.#routes.hear(vehicle, next, false);
    this.#routes.meet(vehicle, next, false);
    this.#choose(next, this.state.routes[c.route_at[vehicle] + 1], vehicle);
    return true;
  }

  /** Section by which a vehicle enters a link, with the movement that it will make from it, −1 from an approach. */
  #choose(link: number, turn: number, vehicle: number): void {
    if (this.network.link_has_approach[link] === 1) {
      this.#target = this.network.link_section[link];
      this.#targetMovement = -1;
    } else this.#chooseMovement(turn, vehicle);
  }

  #chooseGroup(vehicle: number): void {
    this.#chooseMovement(this.state.routes[this.#c.route_at[vehicle]], vehicle);
  }

  /** The lane group with the shortest queue for each lane among those from which the turn can be made. */
  #chooseMovement(turn: number, vehicle: number): void {
    const { turn_movement, movement_section, section_lanes, section_classes } = this.network;
    const { count, closed } = this.#c;
    const end = turn_movement[turn + 1];
    let best = turn_movement[turn];
    if (end - best > 1) {
      const mask = 1 << this.vehicles.vehicle_class[vehicle];
      let least = Infinity;
      for (let movement = turn_movement[turn]; movement < end; movement++) {
        const section = movement_section[movement];
        if ((section_classes[section] & mask) === 0) continue;
        const line = closed[section] === 1 ? 1e9 : count[section] / section_lanes[section];
        if (line >= least) continue;
        least = line;
        best = movement;
      }
    }
    this.#target = movement_section[best];
    this.#targetMovement = best;
  }

  /** The first vehicle enters its target, or begins to wait for it. */
  #goOrWait(section: number, vehicle: number, now_s: number): void {
    const c = this.#c;
    const target = this.#target;
    const open_s = this.#sections.entryTime(target, now_s, this.#pcu[this.vehicles.vehicle_class[vehicle]]);
    if (open_s <= now_s && c.waiters[target] < 0) {
      this.#move(section, target, this.#targetMovement, now_s);
      return;
    }
    this.#merges.join(section, target, now_s);
    if (open_s < Infinity) this.#events.scheduleBy(this.#numbers.entry + target, Math.max(open_s, now_s));
    else this.#lookForCircle(target, now_s);
    // A closed road is seen at once, a long wait when it is long.
    const { detour } = this.options;
    if (detour && c.movement[vehicle] >= 0)
      this.#lookLater(
        section,
        c.closed[target] === 1 ? now_s : c.ready_s[vehicle] + detour.patience_s,
        now_s,
      );
  }

  #lookLater(section: number, at_s: number, now_s: number): void {
    if (at_s < Infinity) this.#events.schedule(this.#numbers.head + section, Math.max(now_s, at_s));
  }

  /** The first vehicle stands before a closure or for long: it takes another turn from its lanes, if one is better now. */
  #lookElsewhere(section: number, vehicle: number, now_s: number): void {
    const { detour } = this.options;
    const c = this.#c;
    if (!detour || section >= this.network.section_count || c.movement[vehicle] < 0) return;
    const target = c.waiting_on[section];
    const until_s = c.ready_s[vehicle] + detour.patience_s;
    const isLong = now_s >= until_s || (c.closed[target] === 1 && this.#routes.looksAround(vehicle));
    const link = this.network.section_link[section];
    const movementOf = (turn: number) => this.#movementFrom(section, turn);
    const isFirst = (turn: number) => movementOf(turn) >= 0;
    if (!isLong || !this.#routes.lookElsewhere(vehicle, link, isFirst, now_s >= until_s)) {
      this.#lookLater(section, now_s < until_s ? until_s : now_s + detour.patience_s, now_s);
      return;
    }
    if (c.in_circle[section] === 1) this.#deadlocks.dissolve(section);
    this.#merges.remove(section, target, false);
    c.movement[vehicle] = movementOf(this.state.routes[c.route_at[vehicle]]);
    this.#tryHead(section, now_s);
    // Not at once again: two ways that are both full would be changed for each other for ever.
    if (c.waiting_on[section] >= 0 && c.head[section] === vehicle)
      this.#lookLater(section, now_s + detour.patience_s, now_s);
  }

  /** Movement by which a turn can be made from a section; −1 when by none. */
  #movementFrom(section: number, turn: number): number {
    const { turn_movement, movement_section } = this.network;
    for (let movement = turn_movement[turn]; movement < turn_movement[turn + 1]; movement++)
      if (movement_section[movement] === section) return movement;
    return -1;
  }

  /** A section can take a vehicle: whose turn it is enters. */
  #admit(target: number, now_s: number): void {
    const c = this.#c;
    while (c.waiters[target] >= 0) {
      const section = this.#merges.first(target);
      const vehicle = c.head[section];
      const open_s = this.#sections.entryTime(target, now_s, this.#pcu[this.vehicles.vehicle_class[vehicle]]);
      if (open_s > now_s) {
        if (open_s < Infinity) this.#events.schedule(this.#numbers.entry + target, open_s);
        else this.#lookForCircle(target, now_s);
        return;
      }
      const isGoing = section >= this.network.section_count || this.#mayCross(section, vehicle, now_s);
      if (c.in_circle[section] === 1) this.#deadlocks.dissolve(section);
      this.#merges.remove(section, target, isGoing);
      if (!isGoing) continue;
      this.#retarget(target, vehicle);
      this.#move(section, target, this.#targetMovement, now_s);
    }
  }

  /** The movement that a vehicle will make from a section that it enters. */
  #retarget(target: number, vehicle: number): void {
    const { section_link, link_has_approach, link_section, section_count } = this.network;
    const c = this.#c;
    this.#targetMovement = -1;
    const link = section_link[target];
    if (link_has_approach[link] === 1 && target === link_section[link]) return;
    const own = c.section[vehicle];
    const stays = own >= section_count || (section_link[own] === link && c.movement[vehicle] < 0);
    const turn = this.state.routes[c.route_at[vehicle] + (stays ? 0 : 1)];
    this.#targetMovement = this.#movementFrom(target, turn);
  }

  /** The first vehicle of a section goes on to another. */
  #move(section: number, target: number, movement: number, now_s: number): void {
    const { section_count, section_link } = this.network;
    const c = this.#c;
    const vehicle = c.head[section];
    const by = c.movement[vehicle];
    const isLink = section >= section_count || by >= 0;
    const vehicle_class = this.vehicles.vehicle_class[vehicle];
    const lost_s = by >= 0 ? this.#startLoss.after(section, target, vehicle, vehicle_class, now_s) : 0;
    if (section >= section_count) {
      this.#leaveLine(section, now_s);
      this.#enterNetwork(vehicle, now_s);
    } else {
      this.#leaveSection(section, vehicle, now_s);
      if (isLink) {
        this.#observeLeave(section_link[section], vehicle, now_s);
        c.route_at[vehicle]++;
        c.free_flow_s[vehicle] += this.network.movement_crossing_s[by];
      }
    }
    const crossing_s = by >= 0 ? this.network.movement_crossing_s[by] : 0;
    this.#enterSection(vehicle, target, movement, now_s, crossing_s + lost_s);
    if (isLink) this.#observeEnter(section_link[target], vehicle, now_s);
  }

  /** The vehicle behind becomes the first of the line. */
  #leaveLine(line: number, now_s: number): void {
    this.#sections.removeFirst(line);
    this.#c.held_since_s[line] = Infinity;
    if (this.#c.head[line] >= 0) this.#events.schedule(this.#numbers.head + line, now_s);
  }

  #enterNetwork(vehicle: number, now_s: number): void {
    this.#c.counter[COUNTER.entered]++;
    this.#c.entered_s[vehicle] = now_s;
  }

  /** A vehicle leaves a section: its gap sets out, and the next may follow after the headway. */
  #leaveSection(section: number, vehicle: number, now_s: number): void {
    const { movement_headway_s, section_wave_s, section_exit_vps } = this.network;
    const c = this.#c;
    const movement = c.movement[vehicle];
    const pcu = this.#pcu[this.vehicles.vehicle_class[vehicle]];
    const headway_s = movement >= 0 ? movement_headway_s[movement] : 1 / section_exit_vps[section];
    this.#noteHeadway(section, now_s - c.last_exit_s[section], headway_s, now_s > c.ready_s[vehicle]);
    this.#sections.removeFirst(section);
    this.#sections.openGap(section, now_s + section_wave_s[section], pcu);
    c.last_exit_s[section] = now_s;
    c.next_exit_s[section] = now_s + pcu * headway_s * c.exit_pace[section];
    c.held_since_s[section] = Infinity;
    c.giving_way[section] = 0;
    if (movement >= 0) c.last_pass_s[movement] = now_s;
    this.#wakeBehind(section, now_s);
  }

  /** The next vehicle tries when it may; those who wait for the section when the gap arrives. */
  #wakeBehind(section: number, now_s: number): void {
    const c = this.#c;
    const second = c.head[section];
    if (second >= 0) {
      const at_s = Math.max(c.ready_s[second], c.next_exit_s[section]);
      if (at_s < Infinity) this.#events.schedule(this.#numbers.head + section, at_s);
    }
    if (c.waiters[section] >= 0)
      this.#events.scheduleBy(this.#numbers.entry + section, now_s + this.network.section_wave_s[section]);
  }

  #noteHeadway(section: number, seen_s: number, own_s: number, wasQueued: boolean): void {
    const { seen_headway_s } = this.#c;
    const sample_s = wasQueued && seen_s < 600 ? seen_s : own_s;
    seen_headway_s[section] += HEADWAY_SMOOTHING * (sample_s - seen_headway_s[section]);
  }

  #enterSection(vehicle: number, section: number, movement: number, now_s: number, crossing_s: number): void {
    const { section_link, link_section, section_length_m } = this.network;
    const c = this.#c;
    const vehicle_class = this.vehicles.vehicle_class[vehicle];
    const pcu = this.#pcu[vehicle_class];
    const link = section_link[section];
    const free_s = Math.max(
      c.free_s[section] / this.vehicles.speed_factor[vehicle],
      section_length_m[section] * this.#slowest[vehicle_class],
    );
    const isNew = section === link_section[link] || this.network.link_has_approach[link] === 0;
    if (isNew) {
      c.driven_m[vehicle] += this.network.link_length_m[link];
      c.counter[COUNTER.traversals]++;
    }
    c.free_flow_s[vehicle] += free_s;
    c.ready_s[vehicle] = now_s + crossing_s + free_s + (movement >= 0 ? this.#dwell(vehicle, link) : 0);
    c.section[vehicle] = section;
    c.movement[vehicle] = movement;
    c.occupied_pcu[section] += pcu;
    c.next_entry_s[section] = now_s + pcu * c.entry_headway_s[section];
    if (this.#sections.place(section, vehicle, this.#isPassable)) this.#beFirst(section, vehicle, now_s);
  }

  /** A vehicle that is the first of its section tries when it is at the stop line. */
  #beFirst(section: number, vehicle: number, now_s: number): void {
    const c = this.#c;
    c.held_since_s[section] = Infinity;
    const at_s = Math.max(c.ready_s[vehicle], c.next_exit_s[section], now_s);
    if (at_s < Infinity) this.#events.schedule(this.#numbers.head + section, at_s);
  }

  /** Time at a stop on the link, s. */
  #dwell(vehicle: number, link: number): number {
    const { stop_offset, stop_link, stop_dwell_s } = this.vehicles;
    if (stop_link.length === 0) return 0;
    const { stop_at } = this.#c;
    let dwell_s = 0;
    while (stop_at[vehicle] < stop_offset[vehicle + 1] && stop_link[stop_at[vehicle]] === link)
      dwell_s += stop_dwell_s[stop_at[vehicle]++];
    return dwell_s;
  }

  /** Whether the stop that a vehicle made last is a bay on the link where it is. */
  #standsInBay(vehicle: number): boolean {
    const { stop_offset, stop_link, stop_bay } = this.vehicles;
    const stop = this.#c.stop_at[vehicle] - 1;
    return (
      stop >= stop_offset[vehicle] &&
      stop_bay[stop] === 1 &&
      stop_link[stop] === this.network.section_link[this.#c.section[vehicle]]
    );
  }

  #leaveNetwork(section: number, vehicle: number, now_s: number): void {
    const c = this.#c;
    this.#leaveSection(section, vehicle, now_s);
    c.counter[COUNTER.arrived]++;
    c.arrived_s[vehicle] = now_s;
    c.section[vehicle] = -1;
    this.#observeLeave(this.network.section_link[section], vehicle, now_s);
  }

  #observeEnter(link: number, vehicle: number, now_s: number): void {
    this.observer?.enter(link, vehicle, now_s, this.#pcu[this.vehicles.vehicle_class[vehicle]]);
  }

  #observeLeave(link: number, vehicle: number, now_s: number): void {
    this.observer?.leave(link, vehicle, now_s, this.#pcu[this.vehicles.vehicle_class[vehicle]]);
  }

  #lookForCircle(section: number, now_s: number): void {
    const circle = this.#deadlocks.findCircle(section, now_s);
    if (!circle) return;
    this.#deadlocks.mark(circle, 1);
    this.#c.counter[COUNTER.deadlocks]++;
    const links = circle.map((at) => this.network.section_link[at]);
    this.state.deadlocks.push({ at_s: now_s, links });
    const { deadlock_release_s } = this.options;
    if (deadlock_release_s < Infinity)
      this.#events.schedule(this.#numbers.release + circle[0], now_s + deadlock_release_s);
  }

  /** The rule for deadlocks: every first vehicle of the circle moves on by one section at the same instant. */
  #releaseCircle(section: number, now_s: number): void {
    const c = this.#c;
    const circle: number[] = [];
    for (let at = section; circle.length === 0 || at !== section; at = c.waiting_on[at]) {
      if (at < 0 || c.in_circle[at] === 0 || circle.length > c.head.length) return;
      circle.push(at);
    }
    this.#deadlocks.mark(circle, 0);
    c.counter[COUNTER.releases]++;
    const moves = circle.map((from) => ({ from, to: c.waiting_on[from], vehicle: c.head[from] }));
    for (const { from, to } of moves) this.#merges.remove(from, to, true);
    const movements = moves.map(({ to, vehicle }) => {
      this.#retarget(to, vehicle);
      return this.#targetMovement;
    });
    moves.forEach(({ from, to }, i) => {
      this.#move(from, to, movements[i], now_s);
    });
  }
}
