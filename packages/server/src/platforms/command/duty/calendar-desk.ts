import { createHash } from 'node:crypto';
import type { CalendarImport, CalendarReport } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { calendarText, feedOf, rosterOf } from './calendars.ts';
import { dutyErrors } from './errors.ts';
import { canStand, openPeople } from './people-book.ts';
import { peopleOf, scheduleBy, uncomputedFrom } from './roster-model.ts';
import type { Rosters, RostersDeps } from './rosters.ts';
import { createRosterStore } from './store.ts';

/** How far a feed looks back and ahead, days. */
const FEED_DAYS = { back: 14, ahead: 90 } as const;
const MOST_SHIFTS = 5000;
const MOST_DAYS = 400;

export interface CalendarDeskDeps extends Omit<RostersDeps, 'log'> {
  readonly rosters: Pick<Rosters, 'requirePost' | 'change'>;
  readonly random: (bytes: number) => Uint8Array;
}

/** Rosters as calendars: in from elsewhere, out to the calendars of people. */
export class CalendarDesk {
  readonly #deps: CalendarDeskDeps;

  constructor(deps: CalendarDeskDeps) {
    this.#deps = deps;
  }

  /** Looks at a calendar, and enters its shifts as one entry when it is asked to. */
  async read(acting: Acting, id: number, wanted: CalendarImport): Promise<CalendarReport> {
    const { rosters, people, audit } = this.#deps;
    const post = await rosters.requirePost(acting, 'duty:plan', id);
    const span = { from_ms: wanted.from_ms, to_ms: wanted.to_ms };
    if (!(span.from_ms < span.to_ms && span.to_ms - span.from_ms <= MOST_DAYS * DAY_MS))
      throw dutyErrors.span({ days: MOST_DAYS });
    const book = await openPeople(people);
    const byName = new Map([...book.values()].map(({ name, principal }) => [name.toLowerCase(), principal]));
    const find = (name: string) => {
      const principal = byName.get(name);
      return principal !== undefined && canStand(book, principal, post.unit) ? principal : undefined;
    };
    const { shifts, report } = rosterOf(calendarText(wanted), span, find);
    const taken = shifts.slice(0, MOST_SHIFTS);
    const { file, priority, version, apply } = wanted;
    if (!apply) {
      const detail = { file, events: report.events, shifts: taken.length };
      await audit(acting, 'duty.calendar', `duty-post:${id}`, detail);
      return { applied: false, ...report };
    }
    if (taken.length === 0) throw dutyErrors.calendar_empty();
    const rule = { kind: 'shifts' as const, priority, shifts: [...taken] };
    await rosters.change(acting, id, { version, add: { name: file.slice(0, 60), rule }, remove: [] });
    return { applied: true, ...report };
  }

  /** Makes the caller's address; only its hash is stored. */
  async makeFeed(acting: Acting): Promise<{ path: string }> {
    const { db, random, clock, audit } = this.#deps;
    const token = Buffer.from(random(32)).toString('base64url');
    await createRosterStore(db).setFeed(acting.session.principal, hashOf(token), clock.now());
    await audit(acting, 'duty.feed-make', acting.session.principal, {});
    return { path: `/api/v1/duty/feeds/${token}` };
  }

  async endFeed(acting: Acting): Promise<void> {
    await createRosterStore(this.#deps.db).removeFeed(acting.session.principal);
    await this.#deps.audit(acting, 'duty.feed-end', acting.session.principal, {});
  }

  /** @throws AppError when the address is none, or its owner stands duty no more */
  async feed(token: string): Promise<string> {
    const { db, clock, people, calendar } = this.#deps;
    const store = createRosterStore(db);
    const owner = await store.findFeed(hashOf(token));
    if (!owner || !(await openPeople(people)).get(owner.principal)?.holds) throw dutyErrors.feed_unknown();
    const now_ms = clock.now();
    const span = { from_ms: now_ms - FEED_DAYS.back * DAY_MS, to_ms: now_ms + FEED_DAYS.ahead * DAY_MS };
    const posts = await store.listPosts();
    const [entries, leave] = [
      await store.listEntries(
        posts.map(({ id }) => id),
        span,
      ),
      await store.listLeave(span),
    ];
    const own = posts.flatMap(({ id, name }) =>
      scheduleBy(
        entries.filter(({ post }) => post === id),
        leave,
        span,
        calendar,
      )
        .filter(({ people: standing }) => standing.includes(owner.principal))
        .map(({ from_ms, to_ms }) => ({ post: id, name: name.zh, from_ms, to_ms })),
    );
    const mine = entries.filter(({ rule }) => peopleOf(rule).includes(owner.principal));
    return feedOf(own, uncomputedFrom(mine, calendar, span) ?? null, now_ms);
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
