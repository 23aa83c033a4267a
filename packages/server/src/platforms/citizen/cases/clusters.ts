import type { CaseCluster } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Db } from '../../../kit/db.ts';
import type { Changer, Draft } from './changes.ts';
import { type ClusterRow, clustersOf, type MemberRow } from './cluster-store.ts';
import { casesErrors } from './errors.ts';
import { actsOf } from './model.ts';
import { type Reach, reachOf } from './reach.ts';
import type { CaseReader } from './reader.ts';
import { answer, close } from './steps.ts';
import type { CaseQueries } from './store.ts';
import type { Teller } from './telling.ts';

export interface ClustersDeps {
  readonly db: Db;
  readonly changer: Changer;
  readonly reader: Pick<CaseReader, 'briefsById'>;
  readonly tell: Teller;
}

interface Decision {
  readonly version: number;
  readonly decision: 'confirmed' | 'dissolved';
  readonly members: readonly number[];
  readonly title?: string | undefined;
  readonly reason: string;
}

const MOST = 200;
const STATES = {
  proposed: { zh: '待确认', en: 'proposed' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  dissolved: { zh: '已解散', en: 'dissolved' },
} as const;

/** 同一诉求: cases of many about one matter, confirmed by a person and answered by one text. */
export function createClusters({ db, changer, reader, tell }: ClustersDeps) {
  const reach = ({ session }: Acting): Reach => reachOf(session, 'cases:supervise');

  async function shown(rows: readonly ClusterRow[]): Promise<CaseCluster[]> {
    const members = await clustersOf(db).membersOf(rows.map(({ id }) => id));
    const briefs = new Map(
      (await reader.briefsById(members.map((one) => one.case))).map((brief) => [brief.id, brief]),
    );
    return rows.map(({ id, version, title, state, made_ms, answered_ms }) => ({
      ...{ id, version, title, state, made_ms, answered_ms },
      members: members
        .filter(({ cluster }) => cluster === id)
        .flatMap(({ case: of, state: member, score, reasons }) => {
          const brief = briefs.get(of);
          return brief ? [{ case: brief, state: member, score, reasons: [...reasons] }] : [];
        }),
    }));
  }

  async function get(id: number): Promise<CaseCluster> {
    const row = await clustersOf(db).find(id);
    if (!row) throw casesErrors.unknown_cluster({ id });
    return (await shown([row]))[0];
  }

  /** Members that a person may decide on. @throws AppError where the cluster is another by now */
  async function seen(id: number, version: number) {
    const row = await clustersOf(db).find(id);
    if (!row) throw casesErrors.unknown_cluster({ id });
    if (row.version !== version) throw casesErrors.cluster_changed();
    return { row, members: await clustersOf(db).membersOf([id]) };
  }

  /** Changes the cluster with its cases, or neither. */
  async function together(
    acting: Acting,
    { row, cases }: { row: ClusterRow; cases: readonly number[] },
    work: (drafts: readonly Draft[], queries: CaseQueries, tx: Db) => Promise<ClusterRow>,
  ): Promise<void> {
    const all = cases.map((id) => ({ id, version: null }));
    await changer.change(all, reach(acting), changer.authorOf(acting), async (drafts, queries, tx) => {
      const held = await clustersOf(tx).hold(row.id);
      if (held?.version !== row.version) throw casesErrors.cluster_changed();
      await clustersOf(tx).save(await work(drafts, queries, tx));
    });
  }

  return {
    get,
    async list(which: 'proposed' | 'confirmed' | 'all'): Promise<CaseCluster[]> {
      const states = which === 'all' ? (['proposed', 'confirmed', 'dissolved'] as const) : [which];
      return shown(await clustersOf(db).list(states, MOST));
    },
    async decide(acting: Acting, id: number, given: Decision): Promise<void> {
      const { row, members } = await seen(id, given.version);
      if (row.state === 'dissolved') throw casesErrors.cluster_state({ state: STATES.dissolved });
      const chosen = given.decision === 'confirmed' ? chosenOf(members, given.members) : [];
      const cases = members.map((one) => one.case);
      await together(acting, { row, cases }, async (drafts, _, tx) => {
        const out = cases.filter((one) => !chosen.includes(one));
        await clustersOf(tx).setMembers(id, chosen, 'confirmed');
        await clustersOf(tx).setMembers(id, out, 'removed');
        for (const draft of drafts) noteDecision(draft, row, chosen.includes(draft.row.id), given.reason);
        return { ...row, state: given.decision, title: given.title ?? row.title };
      });
    },
    /** One text for all; each who asked hears of it in the way that they chose. */
    async answer(
      acting: Acting,
      id: number,
      given: { version: number; text: string; close: boolean },
    ): Promise<void> {
      const { row, members } = await seen(id, given.version);
      if (row.state !== 'confirmed') throw casesErrors.cluster_state({ state: STATES[row.state] });
      const cases = members.filter(({ state }) => state === 'confirmed').map((one) => one.case);
      await together(acting, { row, cases }, async (drafts, queries, tx) => {
        for (const draft of drafts) await answerOne({ draft, queries, tx, tell }, given);
        return { ...row, answered_ms: changer.now() };
      });
    },
  };
}

function chosenOf(members: readonly MemberRow[], given: readonly number[]): readonly number[] {
  const all = members.map((one) => one.case);
  const chosen =
    given.length === 0 ? members.filter(({ state }) => state !== 'removed').map((one) => one.case) : given;
  if (chosen.length < 2 || chosen.some((id) => !all.includes(id))) throw casesErrors.cluster_members();
  return chosen;
}

function noteDecision(draft: Draft, { id, title }: ClusterRow, belongs: boolean, reason: string): void {
  const before = draft.row.cluster;
  if (!belongs && before !== id) return;
  draft.set({ cluster: belongs ? id : null });
  const why = reason ? `：${reason}` : '';
  draft.note({
    ...{ kind: 'cluster', detail: { cluster: id, belongs, reason } },
    zh: belongs ? `归入同一诉求“${title}”${why}` : `移出同一诉求“${title}”${why}`,
    en: belongs ? `Of one matter with others: “${title}”` : `Not of the matter “${title}”`,
  });
}

interface Answering {
  readonly draft: Draft;
  readonly queries: CaseQueries;
  readonly tx: Db;
  readonly tell: Teller;
}

/** What is answered or closed already stays as it is. */
async function answerOne(
  { draft, queries, tx, tell }: Answering,
  { text, close: closes }: { text: string; close: boolean },
): Promise<void> {
  if (actsOf(draft.row).includes('answer')) await answer(draft, queries, text);
  else return;
  if (!closes) return;
  await close(draft, queries, '');
  await tell(tx, queries, draft);
}
