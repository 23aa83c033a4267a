import { clockText, type Regime } from '@opentocc/core/freight';
import type { Acting } from '../../../kit/acting.ts';
import type { Db } from '../../../kit/db.ts';
import { type DraftDeps, type Drafts, refuseFaults } from './drafts.ts';
import { regimesErrors } from './errors.ts';
import type { EventRow, PlannedRegime, Snapshot } from './model.ts';
import { bookAhead, faultsOfDraft, placeRegime, takeBack } from './schedule.ts';
import { nextVersionIn, versionsOf } from './snapshot.ts';
import type { RegimeStore } from './store.ts';

export interface Announcement {
  readonly seen: number;
  readonly from_ms: number;
  readonly to_ms: number | null;
  readonly reason: string;
}

interface AnnouncingDeps extends DraftDeps {
  readonly drafts: Drafts;
  /** In the transaction of the change; firms are informed of it afterwards. */
  readonly onCommitted: () => void;
}

type Queries = ReturnType<RegimeStore['of']>;
type Happening = Pick<EventRow, 'at_ms' | 'by' | 'reason'>;

/** Announces regimes and takes them back; each is one transaction that holds the record. */
export function createAnnouncing(deps: AnnouncingDeps) {
  const { store, record, clock, audited, drafts, onCommitted } = deps;

  /** @returns the version that was announced */
  async function place(queries: Queries, draft: Regime, by: Happening): Promise<Regime> {
    const now = await queries.read();
    const next = nextVersionIn(now.planned.map(({ row }) => row));
    const of = versionsOf(now.planned);
    refuseFaults(faultsOfDraft(bookAhead(now.book, by.at_ms), draft, next, of));
    const { placed, cut, replaced, resumed } = placeRegime(now.book.regimes, draft, next, of);
    await addVersion(queries, placed, by, false);
    if (resumed) await addVersion(queries, resumed, by, true);
    if (replaced) await addEvent(queries, replaced, 'taken_back', by);
    if (cut) await addCut(queries, cut, placed.from_ms, by);
    await addEvent(queries, placed, 'announced', by);
    return placed;
  }

  async function announce(acting: Acting, id: number, body: Announcement): Promise<Regime> {
    const { seen, from_ms, to_ms, reason } = body;
    const { principal, account } = acting.session;
    const by = { at_ms: clock.now(), by: account, reason };
    const placed = await store.transaction(async (tx: Db) => {
      const queries = store.of(tx);
      await queries.hold();
      const row = drafts.checkSeen(await queries.holdDraft(id), id, seen);
      if (row.state !== 'checked') throw regimesErrors.unchecked({ id });
      if (row.writers.some((one) => one.principal === principal)) throw regimesErrors.second_person({ id });
      if (from_ms <= by.at_ms) throw regimesErrors.starts_past({ at: clockText(from_ms) });
      const regime = await place(queries, { ...row.regime, from_ms, to_ms }, by);
      await queries.saveDraft({
        ...{ ...row, state: 'announced', regime, changed_ms: by.at_ms },
        ...{ announced_code: regime.code, announced_version: regime.version },
      });
      return regime;
    });
    await record.changed('announced');
    await audited(acting, 'announce', `freight-regime-draft:${id}`, {
      ...{ code: placed.code, version: placed.version, from_ms, to_ms, reason },
    });
    onCommitted();
    return placed;
  }

  async function withdraw(queries: Queries, of: PlannedRegime, now: Snapshot, by: Happening): Promise<void> {
    const next = nextVersionIn(now.planned.map(({ row }) => row));
    const back = takeBack(now.book.regimes, of.regime, versionsOf(now.planned), next, by.at_ms);
    if (back === null) throw regimesErrors.nothing_before();
    await addEvent(queries, of.regime, 'taken_back', by);
    for (const { regime, to_ms } of back.ends) await addCut(queries, regime, to_ms, by);
    for (const one of back.dropped)
      await addEvent(queries, one, 'taken_back', { ...by, at_ms: Math.min(by.at_ms, one.from_ms) });
    if (back.resumed) await addVersion(queries, back.resumed, by, true);
  }

  /** @throws AppError where it is unknown, over, taken back before, or never was announced */
  function requireOpen({ planned }: Snapshot, code: string, version: number): PlannedRegime {
    const found = planned.find(({ row }) => row.code === code && row.version === version);
    if (!found) throw regimesErrors.unknown({ code, version });
    if (found.row.announced_ms === null || found.row.resumes)
      throw regimesErrors.not_announced({ code, version });
    const isOver = found.regime.to_ms !== null && found.regime.to_ms <= clock.now();
    if (found.taken_back || isOver) throw regimesErrors.over({ code, version });
    return found;
  }

  return {
    announce,
    async takeBack(acting: Acting, code: string, version: number, reason: string): Promise<void> {
      const by = { at_ms: clock.now(), by: acting.session.account, reason };
      await store.transaction(async (tx: Db) => {
        const queries = store.of(tx);
        await queries.hold();
        const now = await queries.read();
        await withdraw(queries, requireOpen(now, code, version), now, by);
      });
      await record.changed('taken_back');
      await audited(acting, 'take-back', `freight-regime:${code}@${version}`, { code, version, reason });
      onCommitted();
    },
  };
}

const addVersion = (queries: Queries, regime: Regime, by: Happening, resumes: boolean) =>
  queries.addVersion({
    ...{ code: regime.code, version: regime.version, regime, resumes },
    ...{ announced_ms: by.at_ms, reason: by.reason },
  });

const addEvent = (queries: Queries, { code, version }: Regime, kind: EventRow['kind'], by: Happening) =>
  queries.addEvent({ ...{ code, version, kind, to_ms: null, detail: {} }, ...by });

const addCut = (queries: Queries, { code, version }: Regime, to_ms: number | null, by: Happening) =>
  queries.addEvent({ ...{ code, version, kind: 'cut', to_ms, detail: {} }, ...by });

export type Announcing = ReturnType<typeof createAnnouncing>;
