import type {
  ArticleAct,
  ArticleChange,
  ArticleContent,
  ArticleVersion,
  NewArticle,
} from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { areaOf } from '../../../kit/area.ts';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import { isReviewDay } from './days.ts';
import { knowledgeErrors } from './errors.ts';
import type { ArticleRow, Author, KnowledgeQueries, KnowledgeStore } from './store.ts';

export interface WritingDeps {
  readonly store: KnowledgeStore;
  readonly clock: Clock;
  /** Who may be given articles. */
  readonly writers: () => Promise<readonly { readonly principal: string; readonly name: string }[]>;
  /** It is in the database. */
  readonly committed: (row: ArticleRow) => void;
}

type Db = Parameters<KnowledgeStore['of']>[0];

/** The one way in which articles are written: the row held, the version compared, row and version in one transaction. */
export function createWriting({ store, clock, writers, committed }: WritingDeps) {
  const authorOf = ({ session }: Acting): Author => ({
    ...{ principal: session.principal, actor: session.account, at_ms: clock.now() },
  });

  /** Writes the next version of an article, which `next` makes of the one that holds. */
  async function change(
    acting: Acting,
    id: number,
    seen: number | null,
    next: (row: ArticleRow, tx: Db) => Written | Promise<Written>,
  ): Promise<ArticleRow> {
    const by = authorOf(acting);
    const saved = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const row = await queries.hold(id);
      if (!row) throw knowledgeErrors.unknown({ id });
      if (seen !== null && row.version !== seen)
        throw knowledgeErrors.changed({ id, now: row.version, seen });
      const { act, note, ...part } = await next(row, tx);
      const changed = { ...row, ...part, version: row.version + 1, changed_ms: by.at_ms };
      await queries.save(changed);
      await addVersion(queries, changed, by, act, note);
      return changed;
    });
    committed(saved);
    return saved;
  }

  async function write(
    acting: Acting,
    given: NewArticle,
    from_case: number | null = null,
  ): Promise<ArticleRow> {
    const { key, ...content } = given;
    check(content, clock.now());
    const by = authorOf(acting);
    const saved = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      const owner = { owner: by.principal, owner_name: acting.session.display_name };
      const start = { version: 1, state: 'draft', from_case, changed_ms: by.at_ms } as const;
      const row = await queries.add({ key, ...content, ...owner, ...start });
      if (!row) return queries.findByKey(key);
      await addVersion(queries, row, by, 'written', '');
      return row;
    });
    if (!saved) throw knowledgeErrors.unknown({ id: key });
    committed(saved);
    return saved;
  }

  return {
    change,
    write,
    edit: (acting: Acting, id: number, { version, note, ...content }: ArticleChange): Promise<ArticleRow> =>
      change(acting, id, version, (row) => {
        requireOwn(acting, row);
        if (row.state === 'retired') throw knowledgeErrors.retired();
        check(content, clock.now(), row.review_on);
        return { ...content, act: 'changed', note };
      }),
    act: (acting: Acting, id: number, given: ArticleAct): Promise<ArticleRow> =>
      change(acting, id, given.version, (row) => acted(row, given)),
  };

  async function acted(row: ArticleRow, given: ArticleAct): Promise<Written> {
    switch (given.act) {
      case 'publish':
        return published(row, given.note, clock.now());
      case 'retire':
        if (row.state === 'retired') throw knowledgeErrors.no_such_act({ state: row.state });
        return { state: 'retired', act: 'retired', note: given.note };
      case 'review':
        requireReviewDay(given.review_on, clock.now());
        return { review_on: given.review_on, act: 'reviewed', note: given.note };
      case 'hand_over':
        return handedOver(await writers(), given.to, given.note);
    }
  }
}

function published({ state, valid_to }: ArticleRow, note: string, now_ms: number): Written {
  if (state === 'published') throw knowledgeErrors.no_such_act({ state });
  if (valid_to !== null && valid_to <= cityDay(now_ms)) throw knowledgeErrors.expired({ day: valid_to });
  return { state: 'published', act: 'published', note };
}

function handedOver(
  writers: readonly { readonly principal: string; readonly name: string }[],
  to: string,
  note: string,
): Written {
  const owner = writers.find(({ principal }) => principal === to);
  if (!owner) throw knowledgeErrors.unknown_owner({ to });
  return { owner: owner.principal, owner_name: owner.name, act: 'handed_over', note };
}

function requireReviewDay(day: string, now_ms: number): void {
  if (!isReviewDay(day, now_ms)) throw knowledgeErrors.review_past({ today: cityDay(now_ms) });
}

/** What agents and citizens read is changed by who may publish for the whole city; anybody else has drafts of their own. */
export function requireOwn({ session }: Acting, { state, owner }: ArticleRow): void {
  if (areaOf(session, 'knowledge:publish') === null) return;
  if (state !== 'draft' || owner !== session.principal) throw knowledgeErrors.not_yours();
}

type Written = Partial<ArticleRow> & { readonly act: ArticleVersion['act']; readonly note: string };

/** @param reviewed the day that stood there before, which may have passed meanwhile */
function check(content: ArticleContent, now_ms: number, reviewed?: string): void {
  const { valid_from, valid_to, review_on, title_en, body_en } = content;
  if ((title_en === '') !== (body_en === '')) throw knowledgeErrors.half_english();
  if (valid_to !== null && valid_to <= valid_from) throw knowledgeErrors.validity();
  if (review_on !== reviewed) requireReviewDay(review_on, now_ms);
}

async function addVersion(
  queries: KnowledgeQueries,
  row: ArticleRow,
  by: Author,
  act: ArticleVersion['act'],
  note: string,
): Promise<void> {
  const { id: article, key: _key, from_case: _case, changed_ms: _at, ...content } = row;
  await queries.addVersion({ ...content, article, act, note, ...by });
}

export type Writing = ReturnType<typeof createWriting>;
