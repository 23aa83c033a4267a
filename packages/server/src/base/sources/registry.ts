import type { Version } from '@opentocc/protocols/jt808';
import type { Clock } from '../../kit/clock.ts';
import { type Db, isFaultOfValues } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import { sourceErrors } from './errors.ts';
import { createMismatches } from './mismatches.ts';
import { REGISTER_RESULT, type Source, type SourceDraft, type Terminal, UNKNOWN_SOURCE } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';
import type { SourceStore } from './store.ts';
import { TerminalIndex } from './terminal-index.ts';
import { type WaitingLimits, WaitingList } from './waiting-list.ts';

/** What a terminal says of itself in 0x0100. */
export interface Registration {
  readonly phone: string;
  readonly version: Version;
  readonly plate: string;
  readonly plate_colour: number;
  readonly maker: string;
  readonly model: string;
  readonly terminal_id: string;
  /** Where it connects from. */
  readonly address: string;
}

/** The registry as the gateway needs it: answers at once, from memory. */
export interface TerminalDirectory {
  /** @returns the result of 0x8100, and the code when it is 0. An unknown terminal is listed for approval. */
  register(registration: Registration): { readonly result: number; readonly code?: string };
  /** @returns the terminal, when it is registered and the code is its own. */
  authenticate(phone: string, code: string): Terminal | undefined;
}

export interface RegistryDeps {
  readonly store: SourceStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly waiting_limits: WaitingLimits;
  /** A vehicle's terminal was changed by a person: whoever is connected for it must show who it is again. */
  readonly onChanged: (vehicle: number) => void;
}

const DAY_MS = 86_400_000;
/** After so long without being heard (assumed, 2026-11-27): a waiting terminal leaves the list, a refusal is forgotten. */
const WAITING_DAYS = 7;
const REFUSED_DAYS = 180;

/** All sources and terminals in memory, in step with the database: the gateway never waits for a query. */
export async function createRegistry({ store, clock, log, waiting_limits, onChanged }: RegistryDeps) {
  const sources = new Map<number, Source>();
  const index = new TerminalIndex();
  const waiting = new WaitingList(waiting_limits);
  const mismatches = createMismatches(clock);
  /** Changed by terminals themselves, not yet in the database. */
  const dirty = new Set<string>();
  const dropped = new Set<string>();
  let revision = 0;
  let unstorable = 0;
  await load();

  async function load(): Promise<void> {
    revision = await store.readRevision();
    for (const source of await store.listSources()) sources.set(source.id, source);
    for (const terminal of await store.listTerminals()) {
      const isWaiting = index.findByPhone(terminal.phone)?.status === 'pending';
      // What a terminal changed here is newer, but never than a person's decision on one that waits.
      if (dirty.has(terminal.phone) && !(isWaiting && terminal.status !== 'pending')) continue;
      dirty.delete(terminal.phone);
      hold(terminal);
    }
  }

  function hold(terminal: Terminal): void {
    const before = index.hold(terminal);
    if (before?.status === 'pending') waiting.delete(before);
    if (terminal.status === 'pending') waiting.set(terminal);
    dropped.delete(terminal.phone);
    if (before?.status === 'registered' && hasLeft(before, terminal)) {
      mismatches.settle(before.phone);
      onChanged(before.vehicle);
    }
  }

  /** A change that a terminal causes is in memory at once and in the database with the next {@link flush}. */
  function note(terminal: Terminal): void {
    hold(terminal);
    dirty.add(terminal.phone);
  }

  function drop(terminal: Terminal): void {
    waiting.delete(terminal);
    index.drop(terminal.phone);
    dirty.delete(terminal.phone);
    dropped.add(terminal.phone);
  }

  /**
   * What a person changed is in the database first.
   * @param within what is written in the same transaction
   */
  async function save(terminals: readonly Terminal[], within?: (transaction: Db) => Promise<void>) {
    // Who gives a vehicle over goes before who takes it.
    const inOrder = [...terminals].sort((a, b) => isRegistered(a) - isRegistered(b));
    const moving = inOrder.filter(({ phone, vehicle }) => {
      const before = index.findByPhone(phone);
      return before?.status === 'registered' && before.vehicle !== vehicle;
    });
    await store.saveTerminals(inOrder, { parked: moving.map(({ phone }) => phone), within });
    inOrder.forEach(hold);
    await tellOthers();
  }

  async function tellOthers(): Promise<void> {
    const now = await store.bumpRevision();
    if (now === revision + 1) revision = now; // else another process changed something too: the next look loads it
  }

  /** One that cannot be stored does not hold up the others. */
  async function saveAll(terminals: readonly Terminal[]): Promise<void> {
    try {
      await store.saveTerminals(terminals);
    } catch (error) {
      if (!isFaultOfValues(error)) throw error;
      for (const terminal of terminals) await saveAlone(terminal);
    }
  }

  /** What the database refuses because of its values is let go of and counted: it would hold up all others for ever. */
  async function saveAlone(terminal: Terminal): Promise<void> {
    try {
      await store.saveTerminals([terminal]);
    } catch (err) {
      if (!isFaultOfValues(err)) throw err;
      unstorable++;
      log.error({ err, phone: terminal.phone }, 'a terminal that cannot be stored is left out');
    }
  }

  function listForApproval(said: Registration): void {
    const known = index.findByPhone(said.phone);
    const now = clock.now();
    const attempts = (known?.attempts ?? 0) + 1;
    if (known?.status === 'refused') {
      note({ ...known, last_seen_ms: now, attempts });
      return;
    }
    const leaver = known?.status === 'pending' ? undefined : waiting.leaverFor(said.address);
    if (leaver) drop(leaver);
    const { version: protocol, ...identity } = said;
    note({
      ...identity,
      protocol,
      vehicle: known && normalPlate(known.plate) === said.plate ? known.vehicle : 0,
      vehicle_class: known?.vehicle_class ?? 'other',
      source: UNKNOWN_SOURCE,
      auth_code: '',
      status: 'pending',
      first_seen_ms: known?.first_seen_ms ?? now,
      last_seen_ms: now,
      attempts,
    });
  }

  const isLetIn = ({ status, source }: Terminal): boolean =>
    status === 'registered' && !sources.get(source)?.retired_ms;

  const directory: TerminalDirectory = {
    register(stated) {
      const said = inNormalForm(stated);
      const known = index.findByPhone(said.phone);
      if (!known || !isLetIn(known)) {
        if (known?.status !== 'registered') listForApproval(said);
        return { result: REGISTER_RESULT.no_such_terminal };
      }
      const result = resultOf(said, known, index.findByPlate(said.plate));
      if (result !== REGISTER_RESULT.ok) {
        mismatches.note(said, result);
        return { result };
      }
      mismatches.settle(said.phone);
      const { version: protocol, maker, model, terminal_id, address } = said;
      note({ ...known, protocol, maker, model, terminal_id, address, last_seen_ms: clock.now() });
      return { result, code: known.auth_code };
    },
    authenticate(phone, code) {
      const terminal = index.findByPhone(comparablePhone(phone));
      return terminal && isLetIn(terminal) && terminal.auth_code === code ? terminal : undefined;
    },
  };

  function getSource(id: number): Source {
    const source = sources.get(id);
    if (!source) throw sourceErrors.source_unknown({ id });
    return source;
  }

  return {
    directory,
    index,
    mismatches,
    save,
    listSources: (): Source[] => [...sources.values()],
    getSource,
    /** Adds a source, or brings the one of this code up to date. @returns its id. */
    async saveSource(draft: SourceDraft): Promise<number> {
      const id = await store.saveSource(draft);
      sources.set(id, { retired_ms: null, ...sources.get(id), ...draft, id });
      await tellOthers();
      return id;
    },
    /** @returns its id. @throws AppError when its code is taken. */
    async addSource(draft: SourceDraft): Promise<number> {
      const id = await store.addSource(draft);
      if (id === undefined) throw sourceErrors.source_taken({ code: draft.code });
      sources.set(id, { ...draft, id, retired_ms: null });
      await tellOthers();
      return id;
    },
    /** Retires a source, or takes it back into service with null. */
    async setRetired(id: number, retired_ms: number | null): Promise<void> {
      const source = getSource(id);
      await store.setRetired(id, retired_ms);
      sources.set(id, { ...source, retired_ms });
      if (retired_ms !== null)
        for (const terminal of index.listRegistered())
          if (terminal.source === id) onChanged(terminal.vehicle);
      await tellOthers();
    },
    listPending: (): Terminal[] => waiting.list(),
    /** Terminals let go of because the database refuses them. */
    unstorable: () => unstorable,
    /** Writes what terminals changed since the last call. */
    async flush(): Promise<void> {
      const phones = [...dirty];
      const gone = [...dropped];
      dirty.clear();
      dropped.clear();
      try {
        await saveAll(phones.map((phone) => index.findByPhone(phone)!));
        await store.removeTerminals(gone);
      } catch (error) {
        for (const phone of phones) if (index.findByPhone(phone)) dirty.add(phone);
        for (const phone of gone) if (!index.findByPhone(phone)) dropped.add(phone);
        throw error;
      }
    },
    /** Reads what another process, as `tocc sources`, changed since the last look. */
    async follow(): Promise<void> {
      if ((await store.readRevision()) !== revision) await load();
    },
    /** Forgets waiting terminals, refusals and mismatches that were not heard of for long. */
    sweep(): void {
      const now = clock.now();
      waiting.listSilent(now - WAITING_DAYS * DAY_MS).forEach(drop);
      const refused = [...index.listAll()].filter(({ status }) => status === 'refused');
      for (const terminal of refused) if (terminal.last_seen_ms < now - REFUSED_DAYS * DAY_MS) drop(terminal);
      mismatches.sweep();
    },
  };
}

export type Registry = Awaited<ReturnType<typeof createRegistry>>;

function inNormalForm(said: Registration): Registration {
  return { ...said, phone: comparablePhone(said.phone), plate: normalPlate(said.plate) };
}

function resultOf(said: Registration, known: Terminal, holder: Terminal | undefined): number {
  if (holder && holder.phone !== known.phone) return REGISTER_RESULT.vehicle_taken;
  if (normalPlate(known.plate) !== said.plate) return REGISTER_RESULT.no_such_vehicle;
  const isOther = known.terminal_id !== '' && known.terminal_id !== said.terminal_id;
  return isOther ? REGISTER_RESULT.terminal_taken : REGISTER_RESULT.ok;
}

const isRegistered = ({ status }: Terminal): number => Number(status === 'registered');

/** Whether whoever is connected as a terminal may no longer speak as it did. */
function hasLeft(before: Terminal, after: Terminal): boolean {
  return (
    after.status !== 'registered' ||
    after.vehicle !== before.vehicle ||
    after.source !== before.source ||
    after.auth_code !== before.auth_code
  );
}
