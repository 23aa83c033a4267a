import type { VehicleClass } from '@opentocc/contract';
import type { Version } from '@opentocc/protocols/jt808';
import type { Clock } from '../../kit/clock.ts';
import { sourceErrors } from './errors.ts';
import { REGISTER_RESULT, type Source, type Terminal, type TerminalEntry, UNKNOWN_SOURCE } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';
import type { SourceStore } from './store.ts';

/** What a terminal says of itself in 0x0100. */
export interface Registration {
  readonly phone: string;
  readonly version: Version;
  readonly plate: string;
  readonly plate_colour: number;
  readonly maker: string;
  readonly model: string;
  readonly terminal_id: string;
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
  /** Unguessable hexadecimal digits for codes. */
  readonly randomCode: () => string;
  /** Terminals that may wait for approval at once; more are refused without being listed. */
  readonly max_pending: number;
}

/** All sources and terminals in memory, in step with the database: the gateway never waits for a query. */
export async function createRegistry({ store, clock, randomCode, max_pending }: RegistryDeps) {
  const sources = new Map<number, Source>((await store.listSources()).map((source) => [source.id, source]));
  const byPhone = new Map<string, Terminal>();
  const byVehicle = new Map<number, Terminal>();
  const byPlate = new Map<string, Terminal>();
  /** Changed by terminals themselves, not yet in the database. */
  const dirty = new Set<string>();
  let pending_count = 0;
  let last_vehicle = 0;
  for (const terminal of await store.listTerminals()) hold(terminal);

  function hold(terminal: Terminal): void {
    const before = byPhone.get(terminal.phone);
    if (before?.status === 'pending') pending_count--;
    if (terminal.status === 'pending') pending_count++;
    byPhone.set(terminal.phone, terminal);
    last_vehicle = Math.max(last_vehicle, terminal.vehicle);
    if (terminal.status !== 'registered') return;
    byVehicle.set(terminal.vehicle, terminal);
    if (terminal.plate) byPlate.set(normalPlate(terminal.plate), terminal);
  }

  /** A change that a terminal causes is in memory at once and in the database with the next {@link flush}. */
  function note(terminal: Terminal): void {
    hold(terminal);
    dirty.add(terminal.phone);
  }

  async function save(terminals: readonly Terminal[]): Promise<void> {
    await store.saveTerminals(terminals);
    terminals.forEach(hold);
  }

  function listForApproval(said: Registration): void {
    const known = byPhone.get(said.phone);
    const now = clock.now();
    if (known?.status === 'refused' || known?.status === 'registered') return;
    if (!known && pending_count >= max_pending) return;
    note({
      phone: said.phone,
      vehicle: 0,
      plate: said.plate,
      plate_colour: said.plate_colour,
      vehicle_class: 'other',
      source: UNKNOWN_SOURCE,
      protocol: said.version,
      terminal_id: said.terminal_id,
      maker: said.maker,
      model: said.model,
      auth_code: '',
      status: 'pending',
      first_seen_ms: known?.first_seen_ms ?? now,
      last_seen_ms: now,
      attempts: (known?.attempts ?? 0) + 1,
    });
  }

  function getPending(phone: string): Terminal {
    const terminal = byPhone.get(comparablePhone(phone));
    if (terminal?.status !== 'pending') throw sourceErrors.terminal_unknown({ phone });
    return terminal;
  }

  const directory: TerminalDirectory = {
    register(stated) {
      const said = inNormalForm(stated);
      const known = byPhone.get(said.phone);
      const holder = byPlate.get(said.plate);
      if (known?.status !== 'registered') {
        listForApproval(said);
        return { result: REGISTER_RESULT.no_such_terminal };
      }
      if (holder && holder.phone !== known.phone) return { result: REGISTER_RESULT.vehicle_taken };
      if (normalPlate(known.plate) !== said.plate) return { result: REGISTER_RESULT.no_such_vehicle };
      if (known.terminal_id && known.terminal_id !== said.terminal_id)
        return { result: REGISTER_RESULT.terminal_taken };
      const { version: protocol, maker, model, terminal_id } = said;
      note({ ...known, protocol, maker, model, terminal_id, last_seen_ms: clock.now() });
      return { result: REGISTER_RESULT.ok, code: known.auth_code };
    },
    authenticate(phone, code) {
      const terminal = byPhone.get(comparablePhone(phone));
      return terminal?.status === 'registered' && terminal.auth_code === code ? terminal : undefined;
    },
  };

  return {
    directory,
    listSources: (): Source[] => [...sources.values()],
    /** @throws AppError when there is none. */
    getSource(id: number): Source {
      const source = sources.get(id);
      if (!source) throw sourceErrors.source_unknown({ id });
      return source;
    },
    /** Adds a source, or brings the one of this code up to date. @returns its id. */
    async saveSource(source: Omit<Source, 'id'>): Promise<number> {
      const id = await store.saveSource(source);
      sources.set(id, { ...source, id });
      return id;
    },
    findVehicle: (id: number): Terminal | undefined => byVehicle.get(id),
    listVehicles: (): Terminal[] => [...byVehicle.values()],
    listPending: (): Terminal[] => [...byPhone.values()].filter((terminal) => terminal.status === 'pending'),
    /** Registers a roster in one transaction; a phone or a plate that is known keeps its vehicle id. */
    async registerTerminals(entries: readonly TerminalEntry[]): Promise<void> {
      const now = clock.now();
      const replaced: Terminal[] = [];
      const terminals = entries.map((entry): Terminal => {
        const phone = comparablePhone(entry.phone);
        const plate = normalPlate(entry.plate);
        const holder = byPlate.get(plate);
        const known = holder ?? byPhone.get(phone);
        if (holder && holder.phone !== phone) replaced.push({ ...holder, status: 'replaced' });
        return {
          ...entry,
          phone,
          plate,
          vehicle: known?.vehicle || ++last_vehicle,
          protocol: known?.protocol ?? null,
          auth_code: known?.auth_code || randomCode(),
          status: 'registered',
          first_seen_ms: known?.first_seen_ms ?? now,
          last_seen_ms: now,
          attempts: known?.attempts ?? 0,
        };
      });
      await save([...replaced, ...terminals]);
    },
    /**
     * Registers a terminal that waits. When its plate has a terminal already, that one is replaced and the vehicle keeps
     * its id, and so its history.
     * @throws AppError when none of this phone waits or the source is not known.
     */
    async approve(phone: string, source: number, vehicle_class: VehicleClass): Promise<Terminal> {
      const waiting = getPending(phone);
      this.getSource(source);
      const holder = byPlate.get(normalPlate(waiting.plate));
      const approved: Terminal = {
        ...waiting,
        vehicle: holder?.vehicle ?? ++last_vehicle,
        source,
        vehicle_class,
        auth_code: randomCode(),
        status: 'registered',
      };
      await save(holder ? [{ ...holder, status: 'replaced' }, approved] : [approved]);
      return approved;
    },
    /** @throws AppError when none of this phone waits. */
    async refuse(phone: string): Promise<Terminal> {
      const refused: Terminal = { ...getPending(phone), status: 'refused' };
      await save([refused]);
      return refused;
    },
    /** Writes what terminals changed since the last call. */
    async flush(): Promise<void> {
      const phones = [...dirty];
      dirty.clear();
      try {
        await store.saveTerminals(phones.map((phone) => byPhone.get(phone)!));
      } catch (error) {
        for (const phone of phones) dirty.add(phone);
        throw error;
      }
    },
  };
}

function inNormalForm(said: Registration): Registration {
  return { ...said, phone: comparablePhone(said.phone), plate: normalPlate(said.plate) };
}

export type Registry = Awaited<ReturnType<typeof createRegistry>>;
