import type {
  DutyChange,
  DutyPost,
  DutyPostChange,
  DutyPreview,
  DutyRoster,
  NewDutyPost,
  Permission,
} from '@opentocc/contract';
import { differenceOf, type Span, shiftsOf } from '@opentocc/core/duty';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDayStart } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { DutyAudit } from './audited.ts';
import { checkRule } from './check-rule.ts';
import type { DutyLog } from './duty-log.ts';
import { dutyErrors } from './errors.ts';
import { canStand, nameOf, openPeople, shownPeople } from './people-book.ts';
import type { People } from './ports.ts';
import { requireReach, unitsReached } from './reach.ts';
import { coverOf, type DutyCalendar, entryOf, peopleOf, postOf, scheduleBy, spanOf } from './roster-model.ts';
import { type RosterRead, rosterWarnings } from './roster-warnings.ts';
import { createRosterStore, type EntryRow, type NewEntryRow, type PostRow } from './store.ts';
import { inTransaction } from './transact.ts';

/** Longest span of a roster that is shown, days: a quarter. */
const MOST_SHOWN_DAYS = 93;
/** How far ahead a change is looked at, days. */
const PREVIEW_DAYS = 42;
/** Entries of a post in force at once. */
const MOST_ENTRIES = 500;

export interface RostersDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: DutyAudit;
  readonly people: People;
  readonly log: Pick<DutyLog, 'write'>;
  readonly calendar: DutyCalendar;
}

/** Posts, what is entered on their rosters, and who is on duty by it. */
export class Rosters {
  readonly #deps: RostersDeps;

  constructor(deps: RostersDeps) {
    this.#deps = deps;
  }

  get #store() {
    return createRosterStore(this.#deps.db);
  }

  async addPost(acting: Acting, { unit, ...fields }: NewDutyPost): Promise<DutyPost> {
    requireReach(acting, 'duty:plan', unit);
    if ((await this.#deps.people.unitsAbove(unit)).length === 0) throw dutyErrors.unit_unknown({ unit });
    await this.#requireStand(fields.fallback, unit);
    const row = await this.#store.addPost(unit, fields);
    await this.#deps.audit(acting, 'duty.post-add', `duty-post:${row.id}`, { unit, name: row.name.zh });
    return postOf(row);
  }

  async changePost(acting: Acting, id: number, { version, ...fields }: DutyPostChange): Promise<DutyPost> {
    const before = await this.requirePost(acting, 'duty:plan', id);
    await this.#requireStand(fields.fallback, before.unit);
    const after = await this.#alone(id, version, (tx) => createRosterStore(tx).changePost(id, fields));
    const facts = ({ name, rank, hours, fallback }: PostRow) => ({ name: name.zh, rank, hours, fallback });
    await this.#deps.audit(acting, 'duty.post-change', `duty-post:${id}`, {
      before: facts(before),
      after: facts(after),
    });
    return postOf(after);
  }

  async retirePost(acting: Acting, id: number, version: number): Promise<void> {
    const before = await this.requirePost(acting, 'duty:plan', id);
    const now_ms = this.#deps.clock.now();
    await this.#alone(id, version, (tx) => createRosterStore(tx).retirePost(id, now_ms));
    await this.#deps.audit(acting, 'duty.post-retire', `duty-post:${id}`, {
      before: { name: before.name.zh },
    });
  }

  /** Posts that a session may see. */
  async listPosts(acting: Acting): Promise<PostRow[]> {
    const units = unitsReached(acting, 'duty:read');
    return (await this.#store.listPosts()).filter(({ unit }) => units === null || units.includes(unit));
  }

  async get(acting: Acting, id: number, span: Span): Promise<DutyRoster> {
    const post = await this.requirePost(acting, 'duty:read', id);
    requireSpan(span, MOST_SHOWN_DAYS);
    const { entries, leave, book } = await this.#read(id, span);
    const { calendar } = this.#deps;
    const schedule = scheduleBy(entries, leave, span, calendar);
    const named = [
      ...entries.flatMap(({ rule }) => peopleOf(rule)),
      ...(post.fallback ? [post.fallback] : []),
    ];
    return {
      ...{ post: postOf(post), schedule: schedule.map(copied) },
      entries: entries.map((row) => ({
        ...{ id: row.id, name: row.name, rule: row.rule, by: row.author, made_ms: row.made_ms },
        shifts: shiftsOf(entryOf(row, calendar), span),
      })),
      ...coverOf(post, schedule, span),
      warnings: await this.#warnings(post, { entries, leave, book, span }),
      people: shownPeople(book, named),
    };
  }

  /** What a change would do, without doing it. @throws AppError as {@link change} would */
  async preview(acting: Acting, id: number, change: DutyChange): Promise<DutyPreview> {
    const post = await this.requirePost(acting, 'duty:plan', id);
    if (post.version !== change.version) throw dutyErrors.changed();
    const span = this.#spanOf(change);
    const { entries, leave, book } = await this.#read(id, span);
    await this.#check(post, change);
    const after = changed(entries, change, id);
    const [was, will] = [entries, after].map((of) => scheduleBy(of, leave, span, this.#deps.calendar));
    return {
      ...span,
      differences: differenceOf(was, will).map((one) => ({
        ...one,
        before: [...one.before],
        after: [...one.after],
      })),
      ...{ before: coverOf(post, was, span), after: coverOf(post, will, span) },
      warnings: await this.#warnings(post, { entries: after, leave, book, span }),
    };
  }

  /** @throws AppError when somebody else was first, or a rule cannot be entered */
  async change(acting: Acting, id: number, change: DutyChange): Promise<DutyPost> {
    const post = await this.requirePost(acting, 'duty:plan', id);
    await this.#check(post, change);
    const { add, remove } = change;
    const now_ms = this.#deps.clock.now();
    const after = await this.#alone(id, change.version, async (tx) => {
      const store = createRosterStore(tx);
      const removed = await store.removeEntries(id, remove, acting.session.account, now_ms);
      if (removed !== new Set(remove).size) throw dutyErrors.entry_unknown({ id: remove.join(', ') });
      if (add) await store.addEntry(rowOf(id, add, acting.session.account, now_ms));
      await this.#deps.log.write(tx, {
        ...{ at_ms: now_ms, by: acting.session.account, unit: post.unit },
        text: {
          zh: `${post.name.zh}值班表改动：${add ? `新增“${add.name || KINDS[add.rule.kind].zh}”` : ''}${remove.length > 0 ? `删除 ${remove.length} 条` : ''}`,
          en: `Roster of ${post.name.en} changed: ${add ? `“${add.name || KINDS[add.rule.kind].en}” added` : ''}${remove.length > 0 ? ` ${remove.length} removed` : ''}`,
        },
        about: { module: 'duty', id: `post:${id}`, opens: '/duty/roster' },
      });
      return store.findPost(id);
    });
    await this.#deps.audit(acting, 'duty.roster-change', `duty-post:${id}`, {
      added: add ? { name: add.name, kind: add.rule.kind } : null,
      removed: remove,
    });
    return postOf(after ?? post);
  }

  /** @throws AppError when there is no such post, or it lies beyond the reach */
  async requirePost(acting: Acting, permission: Permission, id: number): Promise<PostRow> {
    const post = await this.#store.findPost(id);
    if (!post) throw dutyErrors.post_unknown({ id });
    requireReach(acting, permission, post.unit);
    return post;
  }

  /** Does something with a post of a version, and counts it up; of two at once one is refused. */
  #alone<T>(id: number, version: number, work: (tx: Db) => Promise<T>): Promise<T> {
    return inTransaction(this.#deps.db, async (tx) => {
      if (!(await createRosterStore(tx).touchPost(id, version))) throw dutyErrors.changed();
      return work(tx);
    });
  }

  async #read(post: number, span: Span) {
    const [entries, leave, book] = await Promise.all([
      this.#store.listEntries([post], span),
      this.#store.listLeave(span),
      openPeople(this.#deps.people),
    ]);
    return { entries, leave, book };
  }

  async #check(post: PostRow, { add, remove }: DutyChange): Promise<void> {
    if (!add) return;
    const span = spanOf(add.rule);
    const { entries, leave, book } = await this.#read(post.id, span);
    const others = entries.filter(({ id }) => !remove.includes(id));
    if (others.length >= MOST_ENTRIES) throw dutyErrors.entries_full({ most: MOST_ENTRIES });
    const { clock, calendar } = this.#deps;
    const context = { unit: post.unit, book, entries: others, leave, now_ms: clock.now(), calendar };
    checkRule(add.rule, context);
  }

  async #requireStand(person: string | null, unit: string): Promise<void> {
    if (person === null) return;
    const book = await openPeople(this.#deps.people);
    if (!canStand(book, person, unit)) throw dutyErrors.person_unknown({ person: nameOf(book, person) });
  }

  #warnings(post: PostRow, read: Omit<RosterRead, 'calendar'>): Promise<DutyRoster['warnings']> {
    return rosterWarnings(this.#store, post, { ...read, calendar: this.#deps.calendar });
  }

  #spanOf({ add }: DutyChange): Span {
    const now_ms = this.#deps.clock.now();
    const of = add ? spanOf(add.rule) : { from_ms: now_ms, to_ms: Number.POSITIVE_INFINITY };
    const from_ms = Math.max(cityDayStart(now_ms), Math.min(of.from_ms, now_ms + 366 * DAY_MS));
    return { from_ms, to_ms: Math.max(from_ms + 1, Math.min(of.to_ms, from_ms + PREVIEW_DAYS * DAY_MS)) };
  }
}

const KINDS = {
  turns: { zh: '轮班', en: 'rotation' },
  shifts: { zh: '班次', en: 'shifts' },
  override: { zh: '替班', en: 'override' },
  temporary: { zh: '临时排班', en: 'temporary schedule' },
} as const;

/** @throws AppError when a span is none, or longer than so many days */
function requireSpan({ from_ms, to_ms }: Span, days: number): void {
  if (!(from_ms < to_ms && to_ms - from_ms <= days * DAY_MS)) throw dutyErrors.span({ days });
}

const copied = <T extends { people: readonly string[]; entries: readonly number[] }>(one: T) => ({
  ...one,
  ...{ people: [...one.people], entries: [...one.entries] },
});

export const rowOf = (
  post: number,
  { name, rule }: NonNullable<DutyChange['add']>,
  author: string,
  made_ms: number,
): NewEntryRow => ({ ...{ post, name, rule, author, made_ms }, ...spanOf(rule) });

/** The entries of a roster after a change; what is added counts as entered last. */
function changed(entries: readonly EntryRow[], { add, remove }: DutyChange, post: number): EntryRow[] {
  const left = entries.filter(({ id }) => !remove.includes(id));
  if (!add) return left;
  const row = { ...rowOf(post, add, '', 0), id: 2 ** 31, removed_by: null, removed_ms: null };
  return [...left, row];
}
