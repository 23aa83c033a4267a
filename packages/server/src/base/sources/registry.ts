import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic } from '../../kit/topic.ts';
import type { KeyService } from '../keys/index.ts';
import { sourceErrors } from './errors.ts';
import type { Source, SourceDraft, Terminal } from './model.ts';
import { createSourceStore, type SourceStore } from './store.ts';
import { TerminalBook, type TerminalBookDeps } from './terminal-book.ts';
import { createTerminalDirectory } from './terminal-directory.ts';

export type RegistryDeps = Omit<TerminalBookDeps, 'onChanged'>;

export interface OpenRegistryDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  /** Seals plates in the database. */
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  /** Terminals that may wait for approval at once. */
  readonly max_pending?: number;
  /** Of them, from one address. */
  readonly max_pending_an_address?: number;
}

/** The registry of an installation. What stands beside the gateway, as the history, reads it too. */
export const openRegistry = ({
  max_pending = 2000,
  max_pending_an_address = 500,
  ...deps
}: OpenRegistryDeps): Promise<Registry> =>
  createRegistry({
    store: createSourceStore(deps.db, deps.keys),
    clock: deps.clock,
    log: deps.log,
    waiting_limits: { in_all: max_pending, an_address: max_pending_an_address },
  });

/** All sources and terminals in memory, in step with the database: the gateway never waits for a query. */
export async function createRegistry(deps: RegistryDeps) {
  const { store, clock, log } = deps;
  const sources = new Map<number, Source>();
  const changed = createTopic<number>((err) => log.error({ err }, 'a change of a terminal was missed'));
  const book = new TerminalBook({ ...deps, onChanged: changed.publish });
  const { index, waiting, mismatches } = book;
  const directory = createTerminalDirectory({ book, clock, findSource: (id) => sources.get(id) });
  let revision = 0;
  await load();

  async function load(): Promise<void> {
    revision = await store.readRevision();
    for (const source of await store.listSources()) sources.set(source.id, source);
    for (const terminal of await store.listTerminals()) book.read(terminal);
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
    for (const terminal of inOrder) book.hold(terminal);
    await tellOthers();
  }

  async function tellOthers(): Promise<void> {
    const now = await store.bumpRevision();
    if (now === revision + 1) revision = now; // else another process changed something too: the next look loads it
  }

  const sourceBook = createSourceBook({ store, sources, tellOthers });

  return {
    directory,
    /** Vehicles whose terminal a person changed: whoever is connected for one must show who it is again. */
    changed,
    index,
    mismatches,
    claims: book.claims,
    save,
    ...sourceBook,
    /** Retires a source, or takes it back into service with null. */
    async setRetired(id: number, retired_ms: number | null): Promise<void> {
      const source = sourceBook.getSource(id);
      await store.setRetired(id, retired_ms);
      sources.set(id, { ...source, retired_ms });
      if (retired_ms !== null)
        for (const terminal of index.listRegistered())
          if (terminal.source === id) changed.publish(terminal.vehicle);
      await tellOthers();
    },
    listPending: (): Terminal[] => waiting.list(),
    /** Terminals dropped because the database refuses them. */
    unstorable: () => book.unstorable,
    flush: () => book.flush(),
    /** Reads what another process, as `tocc sources`, changed since the last look. */
    async follow(): Promise<void> {
      if ((await store.readRevision()) !== revision) await load();
    },
    sweep: () => book.sweep(),
  };
}

interface SourceBookDeps {
  readonly store: SourceStore;
  readonly sources: Map<number, Source>;
  /** Lets other processes notice that something changed. */
  readonly tellOthers: () => Promise<void>;
}

/** The sources in memory: what is read of them, and what is agreed with them. */
function createSourceBook({ store, sources, tellOthers }: SourceBookDeps) {
  return {
    listSources: (): Source[] => [...sources.values()],
    /** @throws AppError when there is no such source. */
    getSource(id: number): Source {
      const source = sources.get(id);
      if (!source) throw sourceErrors.source_unknown({ id });
      return source;
    },
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
  };
}

export type Registry = Awaited<ReturnType<typeof createRegistry>>;

const isRegistered = ({ status }: Terminal): number => Number(status === 'registered');
