import type { Bilingual, DutySwap, NewDutySwap } from '@opentocc/contract';
import { type Span, splitSwap, swapStateAt } from '@opentocc/core/duty';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { cityMinute } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { checkRule } from './check-rule.ts';
import { dutyErrors } from './errors.ts';
import { canStand, openPeople } from './people-book.ts';
import type { Outbox } from './ports.ts';
import { peopleOf, scheduleBy } from './roster-model.ts';
import { type Rosters, type RostersDeps, rowOf } from './rosters.ts';
import { createRosterStore, type PostRow, type SwapRow } from './store.ts';
import { inTransaction } from './transact.ts';

/** Whoever is on the roster of a post so far ahead gets a message of a request there, days. Assumed (2026-11-28): six weeks. */
const COLLEAGUES_DAYS = 42;
const ASKED = { zh: '有人申请换班', en: 'A swap is asked for' };
const TAKEN = { zh: '换班已有人接', en: 'Your swap was taken' };
const PAST_DUE = { zh: '换班无人接', en: 'Nobody took your swap' };

/** As many as the list shows. */
const MOST_LISTED = 200;

export interface SwapDeskDeps extends RostersDeps {
  readonly rosters: Pick<Rosters, 'requirePost' | 'listPosts'>;
  readonly outbox: Outbox | null;
}

/** Asking others to stand a part of one's duty, and taking it: the part that is taken becomes an override. */
export class SwapDesk {
  readonly #deps: SwapDeskDeps;

  constructor(deps: SwapDeskDeps) {
    this.#deps = deps;
  }

  async list(acting: Acting): Promise<DutySwap[]> {
    const posts = new Set((await this.#deps.rosters.listPosts(acting)).map(({ id }) => id));
    const rows = await createRosterStore(this.#deps.db).listSwaps(MOST_LISTED);
    const now_ms = this.#deps.clock.now();
    return rows
      .filter(({ post }) => posts.has(post))
      .map((row) => ({ ...row, state: swapStateAt(row, now_ms) }));
  }

  /** @throws AppError when the caller is not on duty in all of the span */
  async ask(acting: Acting, { post, from_ms, to_ms, note }: NewDutySwap): Promise<DutySwap> {
    const { db, clock, rosters, audit } = this.#deps;
    const of = await rosters.requirePost(acting, 'duty:serve', post);
    if (from_ms <= clock.now()) throw dutyErrors.past();
    const { principal: requester, account } = acting.session;
    if (!(from_ms < to_ms) || !(await this.#stands(db, post, requester, { from_ms, to_ms })))
      throw dutyErrors.swap_not_yours();
    const to = await this.#askedBy(of, requester);
    const row = await inTransaction(db, async (tx) => {
      const added = await createRosterStore(tx).addSwap({
        ...{ post, requester, from_ms, to_ms, note, state: 'open', taker: null, part_of: null },
        ...{ made_ms: clock.now(), decided_ms: null },
      });
      const when = `${cityMinute(from_ms)} — ${cityMinute(to_ms)}`;
      const text = {
        zh: `${account} 请人接${of.name.zh}的班：${when}${note && `，${note}`}`,
        en: `${account} asks for somebody to stand ${of.name.en}: ${when}${note && `, ${note}`}`,
      };
      for (const one of to) await this.#tell(tx, added.id, `asked/${one}`, one, ASKED, text);
      return added;
    });
    await audit(acting, 'duty.swap-ask', `duty-swap:${row.id}`, { post, from_ms, to_ms });
    return row;
  }

  /** Takes a part: an override for it, and requests for what is left, in one transaction with the word to who asked. */
  async take(acting: Acting, id: number, part: Span): Promise<DutySwap[]> {
    const { db, audit } = this.#deps;
    const { swap, post } = await this.#require(acting, id);
    const taker = acting.session.principal;
    const made = await inTransaction(db, (tx) => this.#split(tx, swap, post, acting, part));
    await audit(acting, 'duty.swap-take', `duty-swap:${id}`, { taker, ...part, requester: swap.requester });
    return made;
  }

  async delete(acting: Acting, id: number): Promise<DutySwap> {
    const { db, clock, audit } = this.#deps;
    const { swap } = await this.#require(acting, id);
    if (swap.requester !== acting.session.principal) throw dutyErrors.swap_not_yours();
    const change = { state: 'deleted', decided_ms: clock.now() } as const;
    const isOpen = swapStateAt(swap, clock.now()) === 'open';
    const row = isOpen ? await createRosterStore(db).decideSwap(id, change) : undefined;
    if (!row) throw dutyErrors.swap_not_open();
    await audit(acting, 'duty.swap-delete', `duty-swap:${id}`, { before: { state: 'open' } });
    return row;
  }

  /** Marks requests whose time has come without a taker, and says so to who asked. */
  sweep = async (): Promise<void> => {
    const { db, clock } = this.#deps;
    await inTransaction(db, async (tx) => {
      for (const { id, requester, from_ms, to_ms } of await createRosterStore(tx).endSwaps(clock.now())) {
        const when = `${cityMinute(from_ms)} — ${cityMinute(to_ms)}`;
        await this.#tell(tx, id, 'past-due', requester, PAST_DUE, {
          zh: `换班 #${id}（${when}）到时无人接，仍由您值班`,
          en: `Nobody took swap #${id} (${when}) in time; you stand it`,
        });
      }
    });
  };

  /** Those on the roster of the post within some weeks who may stand there; all who may, where there is nobody else. */
  async #askedBy({ id, unit }: PostRow, requester: string): Promise<readonly string[]> {
    const { db, clock, people } = this.#deps;
    const span = { from_ms: clock.now(), to_ms: clock.now() + COLLEAGUES_DAYS * DAY_MS };
    const book = await openPeople(people);
    const may = (one: string) => one !== requester && canStand(book, one, unit);
    const entries = await createRosterStore(db).listEntries([id], span);
    const colleagues = [...new Set(entries.flatMap(({ rule }) => peopleOf(rule)))].filter(may);
    return colleagues.length > 0 ? colleagues : [...book.keys()].filter(may);
  }

  async #tell(tx: Db, swap: number, what: string, to: string, subject: Bilingual, text: Bilingual) {
    await this.#deps.outbox?.queue(tx, {
      ...{ key: `duty/swap/${swap}/${what}`, channel: 'screen', to, subject, text, drill: false },
      about: { module: 'duty', id: `swap:${swap}`, opens: '/duty/roster' },
    });
  }

  async #require(acting: Acting, id: number): Promise<{ swap: SwapRow; post: PostRow }> {
    const swap = await createRosterStore(this.#deps.db).findSwap(id);
    if (!swap) throw dutyErrors.swap_unknown();
    return { swap, post: await this.#deps.rosters.requirePost(acting, 'duty:serve', swap.post) };
  }

  async #split(tx: Db, swap: SwapRow, post: PostRow, acting: Acting, part: Span): Promise<DutySwap[]> {
    const { clock, log, people, calendar } = this.#deps;
    const store = createRosterStore(tx);
    const now_ms = clock.now();
    const { principal: taker, account } = acting.session;
    const split = splitSwap(swap, taker, part, now_ms);
    if (typeof split === 'string') throw REFUSALS[split]();
    await store.lockPost(post.id);
    const decided = { state: 'taken', taker, decided_ms: now_ms, ...split.taken } as const;
    const taken = await store.decideSwap(swap.id, decided);
    if (!taken) throw dutyErrors.swap_not_open();
    if (!(await this.#stands(tx, post.id, swap.requester, part))) throw dutyErrors.swap_outside();
    const rule = { kind: 'override', person: taker, ...split.taken } as const;
    const [entries, leave] = [await store.listEntries([post.id], part), await store.listLeave(part)];
    checkRule(rule, { unit: post.unit, book: await openPeople(people), entries, leave, now_ms, calendar });
    await store.addEntry(rowOf(post.id, { name: `换班 #${swap.id}`, rule }, account, now_ms));
    await store.touchPost(post.id, (await store.findPost(post.id))?.version ?? post.version);
    const { requester, note, made_ms } = swap;
    const rest: DutySwap[] = [];
    for (const span of split.open)
      rest.push(
        await store.addSwap({
          ...{ post: post.id, requester, note, made_ms, ...span, state: 'open', taker: null },
          ...{ part_of: swap.part_of ?? swap.id, decided_ms: null },
        }),
      );
    const about = { module: 'duty', id: `swap:${swap.id}`, opens: '/duty/roster' };
    const text = {
      zh: `${account} 接下${post.name.zh}的换班 #${swap.id}`,
      en: `${account} took swap #${swap.id} of ${post.name.en}`,
    };
    await log.write(tx, { at_ms: now_ms, by: account, unit: post.unit, text, about });
    await this.#tell(tx, swap.id, 'taken', requester, TAKEN, text);
    return [taken, ...rest];
  }

  /** Whether somebody is on duty in all of a span. */
  async #stands(db: Db, post: number, person: string, span: Span): Promise<boolean> {
    const store = createRosterStore(db);
    const [entries, leave] = [await store.listEntries([post], span), await store.listLeave(span)];
    return scheduleBy(entries, leave, span, this.#deps.calendar).every(({ people }) =>
      people.includes(person),
    );
  }
}

const REFUSALS = {
  own: () => dutyErrors.swap_own(),
  not_open: () => dutyErrors.swap_not_open(),
  outside: () => dutyErrors.swap_outside(),
} as const;
