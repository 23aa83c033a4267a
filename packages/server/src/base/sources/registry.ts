import type { Db } from '../../kit/db.ts';
import { sourceErrors } from './errors.ts';
import type { Source, SourceDraft, Terminal } from './model.ts';
import { TerminalBook, type TerminalBookDeps } from './terminal-book.ts';
import { createTerminalDirectory } from './terminal-directory.ts';

/** All sources and terminals in memory, in step with the database: the gateway never waits for a query. */
export async function createRegistry(deps: TerminalBookDeps) {
  const { store, clock, onChanged } = deps;
  const sources = new Map<number, Source>();
  const book = new TerminalBook(deps);
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

  function getSource(id: number): Source {
    const source = sources.get(id);
    if (!source) throw sourceErrors.source_unknown({ id });
    return source;
  }

  return {
    directory,
    index,
    mismatches,
    claims: book.claims,
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
    unstorable: () => book.unstorable,
    flush: () => book.flush(),
    /** Reads what another process, as `tocc sources`, changed since the last look. */
    async follow(): Promise<void> {
      if ((await store.readRevision()) !== revision) await load();
    },
    sweep: () => book.sweep(),
  };
}

export type Registry = Awaited<ReturnType<typeof createRegistry>>;

const isRegistered = ({ status }: Terminal): number => Number(status === 'registered');
