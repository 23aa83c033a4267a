import type { Article, ArticleAct, ArticleChange, ArticleState, NewArticle } from '@opentocc/contract';
import type { Attachments } from '../../../base/attachments/index.ts';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { createAttaching, type GivenFile } from './attaching.ts';
import { type ClosedCase, draftOfCase } from './case-draft.ts';
import { knowledgeErrors } from './errors.ts';
import { createGaps } from './gaps.ts';
import { briefOf, type Library } from './library.ts';
import { withoutNumbers } from './masking.ts';
import { createPublicShelf } from './public-shelf.ts';
import { eachInSlices } from './slices.ts';
import type { ArticleRow, KnowledgeStore, VersionRow } from './store.ts';
import { createWriting } from './writing.ts';

export interface KnowledgeDeps {
  readonly store: KnowledgeStore;
  readonly library: Library;
  readonly attachments: Attachments;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly writers: () => Promise<readonly { readonly principal: string; readonly name: string }[]>;
  /** A case as who acts may read it. @throws AppError when it is unknown or not theirs */
  readonly closedCase: (acting: Acting, id: number) => Promise<ClosedCase | null>;
}

/** 知识库: articles that agents answer by, found while a caller speaks; what is lacking and what grows old is named. */
export function createKnowledge(deps: KnowledgeDeps) {
  const { store, library, attachments, clock, audit, writers, closedCase } = deps;
  const files = createAttaching({ store, attachments, clock });
  const writing = createWriting({ store, clock, writers, committed: (row) => library.put(row) });

  function require(id: number): ArticleRow {
    const row = library.find(id);
    if (!row) throw knowledgeErrors.unknown({ id });
    return row;
  }

  async function record(acting: Acting, action: string, target: string, detail: { [key: string]: Json }) {
    const { principal, account: actor } = acting.session;
    const { address } = acting;
    await audit.record({
      ...{ principal, actor, address, action, target },
      ...{ result: 'done', detail },
    });
  }

  async function get(id: number): Promise<Article> {
    const row = require(id);
    const [versions, files, uses] = await Promise.all([
      store.listVersions(id),
      store.listAttachments(id),
      store.countUses(id),
    ]);
    const stored = await attachments.describe(files.map(({ hash }) => hash));
    const { body, title_en, body_en, source, from_case } = row;
    return {
      ...briefOf(row, clock.now()),
      ...{ body, title_en, body_en, source, from_case, uses, versions: versions.map(versionOf) },
      attachments: files.flatMap(({ article: _, author: by, ...file }) => {
        const { media, bytes } = stored.get(file.hash) ?? { media: 'application/octet-stream', bytes: 0 };
        return [{ ...file, by, media, bytes }];
      }),
    };
  }

  /** Puts what was done on record, and answers with the article. */
  async function done(acting: Acting, row: ArticleRow, action: string, detail: { [key: string]: Json } = {}) {
    await record(acting, action, `article:${row.id}`, { version: row.version, title: row.title, ...detail });
    return get(row.id);
  }

  return {
    library,
    get,
    list({ state, stale, own, limit, offset }: ListQuery, principal: string) {
      const now_ms = clock.now();
      const all = library
        .all()
        .filter((row) => (state === undefined || row.state === state) && (!own || row.owner === principal))
        .map((row) => briefOf(row, now_ms))
        .filter((row) => !stale || (row.state === 'published' && row.stale !== 'no'))
        .sort((a, b) => a.review_on.localeCompare(b.review_on) || a.id - b.id);
      return { articles: all.slice(offset, offset + limit), total: all.length };
    },
    write: async (acting: Acting, given: NewArticle) =>
      done(acting, await writing.write(acting, given), 'knowledge.write'),
    async draftFromCase(acting: Acting, id: number) {
      const found = await closedCase(acting, id);
      if (!found) throw knowledgeErrors.case_open({ case: id });
      const draft = draftOfCase(found, clock.now());
      return done(acting, await writing.write(acting, draft, id), 'knowledge.write', { case: id });
    },
    edit: async (acting: Acting, id: number, change: ArticleChange) =>
      done(acting, await writing.edit(acting, id, change), 'knowledge.change', { note: change.note }),
    act: async (acting: Acting, id: number, act: ArticleAct) =>
      done(acting, await writing.act(acting, id, act), ACTIONS[act.act], { note: act.note }),
    files,
    writers,
    async attach(acting: Acting, id: number, given: GivenFile) {
      const row = require(id);
      const name = await files.attach(acting, row, given);
      return done(acting, row, 'knowledge.attach', { file: name });
    },
    /** A question was answered with an article: the search finds it, and those like it, for such questions from now on. */
    async use(principal: string, id: number, key: string, question: string): Promise<void> {
      require(id);
      const text = withoutNumbers(question);
      const at_ms = clock.now();
      const is_new = await store.addUse({
        key: `${principal}/${key}`,
        article: id,
        question: text,
        principal,
        at_ms,
      });
      if (is_new) library.learn(text, id);
    },
    gaps: createGaps({ store, library, clock, record }),
    /** For citizens: what is published for them and holds today. */
    ...createPublicShelf({ library, clock }),
    async load(): Promise<void> {
      await eachInSlices(await store.list(), (row) => library.put(row));
      await eachInSlices(await store.listUses(), ({ question, article }) => library.learn(question, article));
    },
  };
}

export type Knowledge = ReturnType<typeof createKnowledge>;

interface ListQuery {
  readonly state?: ArticleState | undefined;
  readonly stale: boolean;
  readonly own: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** What the audit calls acts. */
const ACTIONS = {
  publish: 'knowledge.publish',
  retire: 'knowledge.retire',
  review: 'knowledge.review',
  hand_over: 'knowledge.hand-over',
} as const satisfies Record<ArticleAct['act'], string>;

const versionOf = ({ article: _, owner, owner_name, principal: __, actor, ...row }: VersionRow) => ({
  ...row,
  owner: { principal: owner, name: owner_name },
  by: actor,
});
