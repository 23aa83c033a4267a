import type { DutyBoard, DutyBoardPost } from '@opentocc/contract';
import { type Entry, type Segment, type Span, shiftsOf } from '@opentocc/core/duty';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { createHandoverStore } from './handover-store.ts';
import { canStand, nameOf, openPeople, type PeopleBook, shownPeople } from './people-book.ts';
import type { LastReached, People } from './ports.ts';
import { unitsReached } from './reach.ts';
import {
  type DutyCalendar,
  entryOf,
  postOf,
  requiredOf,
  scheduleBy,
  uncomputedFrom,
} from './roster-model.ts';
import { createRosterStore, type PostRow } from './store.ts';

/** How far ahead the next ones are looked for, days. */
const AHEAD_DAYS = 7;
/** How far back the last ones are looked for, days. */
const BACK_DAYS = 7;

export interface OnDutyDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly people: People;
  readonly calendar: DutyCalendar;
  readonly lastReached: LastReached;
}

interface Standing {
  readonly post: PostRow;
  readonly now: Segment;
  /** When the turn of each who is there ends, by principal: also where the same person has the next turn. */
  readonly until: ReadonlyMap<string, number>;
  /** Who comes after, the first other ones; undefined where nobody does within {@link AHEAD_DAYS}. */
  readonly next: Segment | undefined;
  /** From when on it cannot be computed within {@link AHEAD_DAYS}; undefined where all of it can. */
  readonly uncomputed_ms: number | undefined;
}

/** Who stood at a post before those who stand there now. */
export interface StoodBefore {
  readonly people: readonly string[];
  /** When their turn began, or {@link BACK_DAYS} ago. */
  readonly from_ms: number;
}

/** Somebody who is on duty. */
export interface OnDutyPerson {
  /** Name of the post in Chinese. */
  readonly post: string;
  readonly principal: string;
  /** Of the account. */
  readonly name: string;
  readonly until_ms: number;
}

/** Who is on duty at an instant, who comes next, and who is asked one after another. */
export class OnDuty {
  readonly #deps: OnDutyDeps;

  constructor(deps: OnDutyDeps) {
    this.#deps = deps;
  }

  async onDutyAt(at_ms: number): Promise<readonly OnDutyPerson[]> {
    const [standing, book] = await Promise.all([this.#standingAt(at_ms), openPeople(this.#deps.people)]);
    return standing.flatMap(({ post, now, until }) =>
      now.people
        .filter((principal) => canStand(book, principal, post.unit))
        .map((principal) => ({
          ...{ post: post.name.zh, principal, name: nameOf(book, principal) },
          until_ms: until.get(principal) ?? now.to_ms,
        })),
    );
  }

  /**
   * Principals in the order of asking: who is on duty at the posts of the unit by rank, then of the units above it, then who
   * comes next at them, then the fallbacks. Nobody twice, and nobody who may stand no more.
   */
  async escalationAt(at_ms: number, unit: string | null): Promise<readonly string[]> {
    return (await this.escalationsAt(at_ms, [unit])).get(unit) ?? [];
  }

  /** As {@link escalationAt}, of several units by one look at the rosters. */
  async escalationsAt(
    at_ms: number,
    units: readonly (string | null)[],
  ): Promise<ReadonlyMap<string | null, readonly string[]>> {
    const { people } = this.#deps;
    const [standing, book] = await Promise.all([this.#standingAt(at_ms), openPeople(people)]);
    const top = await this.#topUnit(standing);
    const found = new Map<string | null, readonly string[]>();
    for (const unit of units) {
      const above = unit === null ? (top === undefined ? [] : [top]) : await people.unitsAbove(unit);
      found.set(unit, orderOf(standing, book, above));
    }
    return found;
  }

  async board(acting: Acting): Promise<DutyBoard> {
    const { clock, people, db, lastReached } = this.#deps;
    const at_ms = clock.now();
    const units = unitsReached(acting, 'duty:board');
    const book = await openPeople(people);
    const standing = (await this.#standingAt(at_ms)).filter(
      ({ post }) => !units || units.includes(post.unit),
    );
    const handovers = await createHandoverStore(db).lastOf(standing.map(({ post }) => post.id));
    const before = await this.#beforeAt(at_ms, standing);
    const posts = standing.map((one) =>
      boardPost(one, at_ms, handovers.get(one.post.id), before.get(one.post.id)),
    );
    const escalation = units === null ? [...(await this.escalationAt(at_ms, null))] : [];
    const named = posts.flatMap(({ on_duty, next, post }) => [
      ...on_duty.map(({ principal }) => principal),
      ...(next?.people ?? []),
      ...(post.fallback ? [post.fallback] : []),
    ]);
    const shown = shownPeople(book, [...named, ...escalation]);
    const reached = await lastReached(shown.map(({ principal }) => principal));
    return { at_ms, posts, escalation, people: shown, reached: [...reached] };
  }

  /** At one post now, and who stood there last while the shift has not been handed over since; undefined for nobody. */
  async at(post: number): Promise<{ now: readonly string[]; notHandedOver: StoodBefore | undefined }> {
    const at_ms = this.#deps.clock.now();
    const standing = (await this.#standingAt(at_ms)).filter((one) => one.post.id === post);
    const before = (await this.#beforeAt(at_ms, standing)).get(post);
    const last = (await createHandoverStore(this.#deps.db).lastOf([post])).get(post);
    const now = standing[0]?.now.people ?? [];
    return { now, notHandedOver: isHandedOver(now, last, before) ? undefined : before };
  }

  /** Who stood last at posts, by post; a post where nobody else did lately is left out. */
  async #beforeAt(at_ms: number, standing: readonly Standing[]): Promise<ReadonlyMap<number, StoodBefore>> {
    const { db, calendar } = this.#deps;
    const store = createRosterStore(db);
    const span = { from_ms: at_ms - BACK_DAYS * DAY_MS, to_ms: at_ms };
    const posts = standing.map(({ post }) => post.id);
    const [entries, leave] = await Promise.all([store.listEntries(posts, span), store.listLeave(span)]);
    return new Map(
      standing.flatMap(({ post, now }) => {
        const own = entries.filter((one) => one.post === post.id);
        const stood = joined(scheduleBy(own, leave, span, calendar)).filter(
          ({ people }, i, all) =>
            people.length > 0 && !(i === all.length - 1 && people.join() === now.people.join()),
        );
        const last = stood.at(-1);
        return last ? [[post.id, { people: last.people, from_ms: last.from_ms }] as const] : [];
      }),
    );
  }

  /** The unit above all others that have a post: that of the whole centre. */
  async #topUnit(standing: readonly Standing[]): Promise<string | undefined> {
    const [first] = standing;
    return first && (await this.#deps.people.unitsAbove(first.post.unit)).at(-1);
  }

  async #standingAt(at_ms: number): Promise<Standing[]> {
    const { db, calendar } = this.#deps;
    const store = createRosterStore(db);
    const span = { from_ms: at_ms, to_ms: at_ms + AHEAD_DAYS * DAY_MS };
    const posts = await store.listPosts();
    const [entries, leave] = await Promise.all([
      store.listEntries(
        posts.map(({ id }) => id),
        span,
      ),
      store.listLeave(span),
    ]);
    return posts.map((post) => {
      const own = entries.filter((one) => one.post === post.id);
      const [now, ...later] = joined(scheduleBy(own, leave, span, calendar));
      const until = untilOf(
        now,
        own.map((row) => entryOf(row, calendar)),
        span,
      );
      const uncomputed_ms = uncomputedFrom(own, calendar, span);
      return { post, now, until, uncomputed_ms, next: later.find(({ people }) => people.length > 0) };
    });
  }
}

/** When each turn that runs at the begin of a span ends; by what comes in between where that is earlier. */
function untilOf(now: Segment, entries: readonly Entry[], span: Span): ReadonlyMap<string, number> {
  const at_ms = span.from_ms;
  const running = entries
    .filter(({ id }) => now.entries.includes(id))
    .flatMap((entry) => shiftsOf(entry, { from_ms: at_ms, to_ms: at_ms + 1 }))
    .filter(({ from_ms, to_ms }) => from_ms <= at_ms && to_ms > at_ms);
  const limit_ms = now.to_ms < span.to_ms ? now.to_ms : Number.POSITIVE_INFINITY;
  return new Map(running.map(({ person, to_ms }) => [person, Math.min(to_ms, limit_ms)]));
}

/** Segments of the same people as one, whatever entry puts them there. */
function joined(schedule: readonly Segment[]): Segment[] {
  const found: Segment[] = [];
  for (const one of schedule) {
    const last = found.at(-1);
    if (last?.people.join() === one.people.join()) found[found.length - 1] = { ...last, to_ms: one.to_ms };
    else found.push(one);
  }
  return found;
}

/** @param units from the one that is asked first */
function orderOf(standing: readonly Standing[], book: PeopleBook, units: readonly string[]): string[] {
  const byUnit = units.flatMap((unit) => standing.filter(({ post }) => post.unit === unit));
  const may = (of: (one: Standing) => readonly string[]) =>
    byUnit.flatMap((one) => of(one).filter((principal) => canStand(book, principal, one.post.unit)));
  return [
    ...new Set([
      ...may(({ now }) => now.people),
      ...may(({ next }) => next?.people ?? []),
      ...may(({ post }) => (post.fallback === null ? [] : [post.fallback])),
    ]),
  ];
}

/** Whether the shift was handed over to who stands now, since the turn of those before them began. */
const isHandedOver = (
  now: readonly string[],
  last: { state: string; incoming: string; begun_ms: number } | undefined,
  before: StoodBefore | undefined,
): boolean =>
  last?.state === 'closed' &&
  now.includes(last.incoming) &&
  (before === undefined || last.begun_ms >= before.from_ms);

function boardPost(
  { post, now, until, next, uncomputed_ms }: Standing,
  at_ms: number,
  last: { id: number; state: string; incoming: string; begun_ms: number } | undefined,
  before: StoodBefore | undefined,
): DutyBoardPost {
  const isDone = isHandedOver(now.people, last, before);
  const isNeeded = requiredOf(post, { from_ms: at_ms, to_ms: at_ms + 1 }).length > 0;
  return {
    post: postOf(post),
    on_duty: now.people.map((principal) => ({ principal, until_ms: until.get(principal) ?? now.to_ms })),
    handover: last?.state === 'open' ? 'open' : isDone ? 'done' : 'none',
    handover_id: last?.state === 'open' || isDone ? (last?.id ?? null) : null,
    next: next ? { people: [...next.people], from_ms: next.from_ms } : null,
    uncomputed_ms: uncomputed_ms ?? null,
    gap: now.people.length === 0 && isNeeded,
  };
}
