import type { BarrierState, ControllerAnswer, ControllerGate } from '@opentocc/contract';
import {
  closeGate,
  type Decided,
  type Gate,
  type Lock,
  matchPlate,
  type OpenedBy,
  openGate,
  plainPlate,
  report,
  reportLoop,
  setService,
  unknownGate,
  watchLock,
} from '@opentocc/core/freight';
import { type PermitCode, verifyPermit } from '@opentocc/core/permit';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../../../kit/clock.ts';
import type { ControllerReport } from '../controllers.ts';
import type { GateListLine } from '../gate-list.ts';
import { Journal, type NewControllerEvent } from './journal.ts';
import { StoredList } from './stored-list.ts';

/** How far from its time on the list a truck is let in while the network is gone, as the platform does. */
const EARLY_MS = 30 * MINUTE_MS;
const LATE_MS = 60 * MINUTE_MS;
/** Without the platform for as long the controller decides by its list. */
const ALONE_MS = 15_000;
const MOST_EVENTS = 200;

/** The barriers of a lock: what a controller drives. */
export interface Barriers {
  move(gate: string, to: 'open' | 'close' | 'stop'): void;
}

/** The way to the platform. @throws when it cannot be reached, or refuses */
export type SyncWithPlatform = (report: ControllerReport & { wait_ms: number }) => Promise<ControllerAnswer>;

export interface AgentDeps {
  readonly folder: string;
  readonly lock: string;
  readonly gates: readonly string[];
  readonly clock: Clock;
  readonly barriers: Barriers;
  readonly sync: SyncWithPlatform;
}

/** Why a truck was not let in by the list. */
export type AloneVerdict =
  | 'opened'
  | 'platform_decides'
  | 'no_list'
  | 'not_on_list'
  | 'early'
  | 'late'
  | 'used'
  | 'busy';

/**
 * A controller of the gates of one lock. It alone moves barriers and holds the interlock; the platform asks it to. While the
 * network is gone it lets in who is on its signed list, each permit once, and nobody else: gates stay as they are. What
 * happened meanwhile stands in its journal and is reported once it reaches the platform.
 */
export class GateAgent {
  readonly #journal: Journal;
  readonly #list: StoredList;
  #lock: Lock;
  /** Permits and plates that were let in by the list and the platform does not know of yet. */
  readonly #used: Set<string>;
  #reached_ms: number;

  constructor(private readonly deps: AgentDeps) {
    this.#journal = new Journal(deps.folder);
    this.#list = new StoredList(deps.folder, deps.lock);
    this.#lock = { gates: deps.gates.map((id) => unknownGate(id, deps.clock.now())) };
    const opened = this.#journal.pending(Number.POSITIVE_INFINITY).filter(({ kind }) => kind === 'opened');
    this.#used = new Set(opened.map(({ permit, plate }) => permit ?? plate ?? ''));
    this.#reached_ms = Number.NEGATIVE_INFINITY;
  }

  /** Whether it decides by its list now. */
  get isAlone(): boolean {
    return this.deps.clock.now() - this.#reached_ms >= ALONE_MS;
  }

  get gates(): readonly Gate[] {
    return this.#lock.gates;
  }

  get pending(): number {
    return this.#journal.pending(Number.POSITIVE_INFINITY).length;
  }

  /** A barrier says where it is. */
  barrier(gate: string, state: BarrierState): void {
    const before = this.#gate(gate);
    this.#set(gate, report(before, state, this.deps.clock.now()));
    if (before.state !== state) this.#write({ ...NOTHING, gate, kind: 'state', state });
    this.tick();
  }

  loop(gate: string, occupied: boolean): void {
    this.#set(gate, reportLoop(this.#gate(gate), occupied, this.deps.clock.now()));
    this.tick();
  }

  /** Time goes by: closes behind trucks, takes out of service what does not move. */
  tick(): void {
    const before = this.#lock;
    this.#carry(watchLock(before, this.deps.clock.now()));
    for (const gate of this.#lock.gates) {
      const was = before.gates.find(({ id }) => id === gate.id)?.out;
      if (gate.out !== null && was === null)
        this.#write({ ...NOTHING, gate: gate.id, kind: 'out', says: gate.out });
    }
  }

  /** A button at the side of the gate: a person opens it. */
  button(gate: string, says: string): boolean {
    const opened = this.#open(gate, 'person');
    this.#write({ ...NOTHING, gate, kind: opened ? 'by_hand' : 'refused', offline: this.isAlone, says });
    return opened;
  }

  /** A plate that the camera at the gate read. While the platform is reached, that decides. */
  plate(gate: string, read: string): AloneVerdict {
    if (!this.isAlone) return 'platform_decides';
    const list = this.#list.at(this.deps.clock.now());
    if (list === null) return this.#refuse(gate, read, 'no_list');
    const match = matchPlate(
      read,
      list.entries.map(({ plate }) => plate),
    );
    if (match.plate === null) return this.#refuse(gate, read, 'not_on_list');
    const lines = list.entries.filter(({ plate }) => plate === match.plate);
    // No truck is locked in for the time or a use of a permit.
    if (list.exits.includes(gate)) return this.#pass(gate, read, lines[0]);
    return this.#letIn(gate, read, lines, list.spent);
  }

  /**
   * A permit that a driver shows to the reader at the gate: its signature, time, place and plate are checked here, whether or
   * not the platform is reached. @param plate as the camera read it; null where it did not
   */
  permit(gate: string, text: string, plate: string | null): PermitCode | 'used' | 'busy' | 'no_list' {
    const list = this.#list.at(this.deps.clock.now());
    if (!list?.trust) return this.#refuse(gate, plate ?? '', 'no_list');
    const trust = { keys: list.trust.keys, revoked: new Set(list.trust.revoked) };
    const shown = { at_ms: this.deps.clock.now(), place: list.site, plate };
    const { code, permit } = verifyPermit(text, shown, trust);
    if (code !== 'ok' || permit === null) return this.#refuse(gate, plate ?? '', code);
    const line = { plate: plainPlate(plate ?? permit.plates[0]), trip: permit.trip, permit: permit.number };
    const read = plate ?? line.plate;
    const done = list.exits.includes(gate)
      ? this.#pass(gate, read, line)
      : this.#admit(gate, read, line, list.spent);
    return done === 'opened' ? 'ok' : done;
  }

  /** Reports to the platform, takes over its list and carries out its commands. @throws what the way to it throws */
  async sync(wait_ms = 0): Promise<void> {
    const events = this.#journal.pending(MOST_EVENTS);
    const answer = await this.deps.sync({
      ...{ list: this.#list.version, carried: this.#journal.carried, events, wait_ms },
      gates: this.#lock.gates.map(saidOf),
    });
    this.#reached_ms = this.deps.clock.now();
    this.#journal.acknowledge(answer.acknowledged);
    if (this.pending === 0) this.#used.clear();
    if (answer.list) this.#list.take(answer.list);
    for (const command of answer.commands) this.#obey(command);
  }

  close(): void {
    this.#journal.close();
  }

  #obey({ id, gate, to, by }: ControllerAnswer['commands'][number]): void {
    // First that it is carried out: a command is lost by a power cut here rather than done twice.
    if (id <= this.#journal.carried) return;
    this.#journal.carry(id);
    if (to === 'open') this.#carry(openGate(this.#lock, gate, by, this.deps.clock.now()));
    else if (to === 'close') this.#carry(closeGate(this.#lock, gate, this.deps.clock.now()));
    else this.#lock = setService(this.#lock, gate, to === 'restore');
  }

  #letIn(gate: string, read: string, lines: readonly GateListLine[], spent: readonly string[]): AloneVerdict {
    const now_ms = this.deps.clock.now();
    const timely = lines.find(
      ({ from_ms, to_ms }) => now_ms >= from_ms - EARLY_MS && now_ms <= to_ms + LATE_MS,
    );
    if (!timely) return this.#refuse(gate, read, lines[0].from_ms > now_ms ? 'early' : 'late');
    return this.#admit(gate, read, timely, spent);
  }

  /** Lets a truck in that may come, each permit once. */
  #admit(
    gate: string,
    read: string,
    line: Pick<GateListLine, 'plate' | 'permit' | 'trip'>,
    spent: readonly string[],
  ): 'opened' | 'used' | 'busy' {
    const { permit } = line;
    const isUsed = permit !== null && (this.#used.has(permit) || spent.includes(permit));
    if (isUsed) return this.#refuse(gate, read, 'used');
    const done = this.#pass(gate, read, line);
    if (done === 'opened' && permit !== null) this.#used.add(permit);
    return done;
  }

  /** Lets a truck through where the gate can. */
  #pass(
    gate: string,
    read: string,
    { plate, permit, trip }: Pick<GateListLine, 'plate' | 'permit' | 'trip'>,
  ): 'opened' | 'busy' {
    if (this.#probe(gate) !== null) return this.#refuse(gate, read, 'busy');
    // On the disk before the barrier moves: nobody passes without a trace.
    const says = read === plate ? '' : read;
    this.#write({ ...NOTHING, gate, kind: 'opened', plate, permit, trip, offline: true, says });
    this.#open(gate, 'rule');
    return 'opened';
  }

  #refuse<T extends string>(gate: string, read: string, verdict: T): T {
    const plate = plainPlate(read).slice(0, 20) || null;
    this.#write({ ...NOTHING, gate, kind: 'refused', plate, offline: this.isAlone, says: verdict });
    return verdict;
  }

  #probe = (gate: string) => openGate(this.#lock, gate, 'rule', this.deps.clock.now()).refusal;

  #open(gate: string, by: OpenedBy): boolean {
    const done = openGate(this.#lock, gate, by, this.deps.clock.now());
    this.#carry(done);
    return done.refusal === null;
  }

  #carry({ lock, commands }: Decided): void {
    this.#lock = lock;
    for (const { gate, to } of commands) this.deps.barriers.move(gate, to);
  }

  #gate(id: string): Gate {
    return this.#lock.gates.find((one) => one.id === id) ?? unknownGate(id, this.deps.clock.now());
  }

  #set(id: string, gate: Gate): void {
    this.#lock = { gates: this.#lock.gates.map((one) => (one.id === id ? gate : one)) };
  }

  #write(event: Omit<NewControllerEvent, 'at_ms'>): void {
    this.#journal.add({ ...event, at_ms: this.deps.clock.now() });
  }
}

const NOTHING = { state: null, plate: null, permit: null, trip: null, offline: false, says: '' } as const;

const saidOf = ({ id, state, loop, out, opened_by }: Gate): ControllerGate => ({
  ...{ gate: id, state, loop, out, opened_by },
});
