import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import { isFaultOfValues } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import { ClaimedPlaces } from './claimed-places.ts';
import { createMismatches } from './mismatches.ts';
import type { Terminal } from './model.ts';
import type { SourceStore } from './store.ts';
import { TerminalIndex } from './terminal-index.ts';
import { type WaitingLimits, WaitingList } from './waiting-list.ts';

/** Time without a message (assumed, 2026-11-27) after which a waiting terminal leaves the list and a refusal is forgotten. */
const WAITING_DAYS = 7;
const REFUSED_DAYS = 180;

export interface TerminalBookDeps {
  readonly store: SourceStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly waiting_limits: WaitingLimits;
  /** A vehicle's terminal was changed by a person: whoever is connected for it must show who it is again. */
  readonly onChanged: (vehicle: number) => void;
}

/** All terminals in memory. What they change themselves is written with the next {@link flush}. */
export class TerminalBook {
  readonly index = new TerminalIndex();
  readonly waiting: WaitingList;
  readonly mismatches: ReturnType<typeof createMismatches>;
  readonly claims = new ClaimedPlaces((phone) => this.index.findByPhone(phone)?.status === 'pending');
  /** Terminals dropped because the database refuses them. */
  unstorable = 0;
  /** Changed by terminals themselves, not yet in the database. */
  private readonly dirty = new Set<string>();
  private readonly dropped = new Set<string>();

  constructor(private readonly deps: TerminalBookDeps) {
    this.waiting = new WaitingList(deps.waiting_limits);
    this.mismatches = createMismatches(deps.clock);
  }

  /** Takes in a terminal as the database has it. */
  read(terminal: Terminal): void {
    const isWaiting = this.index.findByPhone(terminal.phone)?.status === 'pending';
    // What a terminal changed here is newer, but never than a person's decision on one that waits.
    if (this.dirty.has(terminal.phone) && !(isWaiting && terminal.status !== 'pending')) return;
    this.dirty.delete(terminal.phone);
    this.hold(terminal);
  }

  hold(terminal: Terminal): void {
    const before = this.index.hold(terminal);
    if (before?.status === 'pending') this.waiting.delete(before);
    if (terminal.status === 'pending') this.waiting.set(terminal);
    this.dropped.delete(terminal.phone);
    if (before?.status === 'registered' && hasLeft(before, terminal)) {
      this.mismatches.settle(before.phone);
      this.deps.onChanged(before.vehicle);
    }
  }

  /** A change that a terminal causes is in memory at once and in the database with the next {@link flush}. */
  note(terminal: Terminal): void {
    this.hold(terminal);
    this.dirty.add(terminal.phone);
  }

  drop(terminal: Terminal): void {
    this.waiting.delete(terminal);
    this.index.drop(terminal.phone);
    this.dirty.delete(terminal.phone);
    this.dropped.add(terminal.phone);
  }

  /** Writes what terminals changed since the last call. */
  async flush(): Promise<void> {
    const phones = [...this.dirty];
    const gone = [...this.dropped];
    this.dirty.clear();
    this.dropped.clear();
    try {
      await this.saveAll(phones.map((phone) => this.index.findByPhone(phone)!));
      await this.deps.store.removeTerminals(gone);
    } catch (error) {
      for (const phone of phones) if (this.index.findByPhone(phone)) this.dirty.add(phone);
      for (const phone of gone) if (!this.index.findByPhone(phone)) this.dropped.add(phone);
      throw error;
    }
  }

  /** Forgets waiting terminals, refusals and mismatches that sent nothing for long. */
  sweep(): void {
    const now = this.deps.clock.now();
    for (const terminal of this.waiting.listSilent(now - WAITING_DAYS * DAY_MS)) this.drop(terminal);
    const refused = [...this.index.listAll()].filter(({ status }) => status === 'refused');
    for (const terminal of refused)
      if (terminal.last_seen_ms < now - REFUSED_DAYS * DAY_MS) this.drop(terminal);
    this.mismatches.sweep();
    this.claims.sweep();
  }

  /** One that cannot be stored does not hold up the others. */
  private async saveAll(terminals: readonly Terminal[]): Promise<void> {
    try {
      await this.deps.store.saveTerminals(terminals);
    } catch (error) {
      if (!isFaultOfValues(error)) throw error;
      for (const terminal of terminals) await this.saveAlone(terminal);
    }
  }

  /** A terminal whose values the database refuses is dropped and counted: it would block all others for ever. */
  private async saveAlone(terminal: Terminal): Promise<void> {
    try {
      await this.deps.store.saveTerminals([terminal]);
    } catch (err) {
      if (!isFaultOfValues(err)) throw err;
      this.unstorable++;
      this.deps.log.error({ err, phone: terminal.phone }, 'a terminal that cannot be stored is left out');
    }
  }
}

/** Whether whoever is connected as a terminal may no longer speak as it did. */
function hasLeft(before: Terminal, after: Terminal): boolean {
  return (
    after.status !== 'registered' ||
    after.vehicle !== before.vehicle ||
    after.source !== before.source ||
    after.auth_code !== before.auth_code
  );
}
