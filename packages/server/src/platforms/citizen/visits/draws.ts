import { DAY_MS } from '@opentocc/core/time';
import type { KeyService, SealedColumn } from '../../../base/keys/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, cityDayStart, cityDayStartOf } from '../../../kit/clock.ts';
import { invariant } from '../../../kit/errors.ts';
import type { CaseFact } from '../cases/index.ts';
import { byNumber, commitmentOf, drawFrom, type ListedCase, listHashOf } from './draw.ts';
import { asksSatisfaction, ruleOf } from './eligibility.ts';
import { visitsErrors } from './errors.ts';
import type { DrawCaseRow, DrawRow, VisitedCases, VisitRow } from './model.ts';
import type { RuleBook } from './rule-book.ts';
import type { VisitQueries, VisitStore } from './store.ts';

const SEED_BYTES = 32;
const MOST_DAYS = 31;

const contextOf = (draw: string): string => `visits:seed:${draw}`;
/** For the key service, which seals seeds again at a rotation. */
export const SEED_COLUMN: SealedColumn = {
  ...{ purpose: 'secrets', table: 'visits_draw', id: 'id', column: 'seed_sealed', context: contextOf },
};

export interface DrawsDeps {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly cases: Pick<VisitedCases, 'facts'>;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly random: (bytes: number) => Uint8Array;
  readonly ruleBook: RuleBook;
}

/** Samples of closed cases: a list that is fixed, a commitment that is shown, a seed that is revealed, in this order. */
export function createDraws(deps: DrawsDeps) {
  const { store, clock, cases, keys, random, ruleBook } = deps;

  async function commit({ session }: Acting, from: string, to: string): Promise<number> {
    const span = spanOf(from, to, clock.now());
    const facts = await cases.facts.closedBetween(span.from_ms, span.to_ms);
    if (facts.length === 0) throw visitsErrors.nothing_closed();
    const rules = ruleBook.on(to);
    const listed = facts.map((fact) => ({ ...listedOf(fact), rule: ruleOf(fact, rules) })).sort(byNumber);
    const list_hash = listHashOf(listed.map(asListed));
    const seed = Buffer.from(random(SEED_BYTES)).toString('hex');
    return store.transaction(async (tx) => {
      const queries = store.of(tx);
      const other = await queries.findOverlapping(span.from_ms, span.to_ms);
      if (other) throw visitsErrors.drawn_before({ ...daysOf(other), id: other.id });
      const id = await queries.nextDraw();
      const seed_sealed = await keys.seal('secrets', seed, contextOf(`${id}`));
      await queries.addDraw(
        {
          ...{ id, ...span, share: ruleBook.sampling(to).share, list_hash, seed_sealed },
          ...{ commitment: commitmentOf(seed, list_hash), committed_by: session.account },
          ...{ committed_ms: clock.now(), seed: null, witness: null, revealed_ms: null, revealed_by: null },
        },
        listed,
      );
      return id;
    });
  }

  async function reveal({ session }: Acting, id: number, witness: string): Promise<number> {
    return store.transaction(async (tx) => {
      const queries = store.of(tx);
      const draw = await queries.holdDraw(id);
      if (!draw) throw visitsErrors.unknown_draw({ id });
      if (draw.seed !== null) throw visitsErrors.revealed({ id });
      const seed = await keys.open('secrets', draw.seed_sealed, contextOf(`${id}`));
      invariant(
        commitmentOf(seed, draw.list_hash) === draw.commitment,
        `the seed of draw ${id} is the one of it`,
      );
      const listed = await queries.casesOfDraw(id);
      const drawn = new Set(drawFrom(listed.map(asListed), { seed, witness, share: draw.share }));
      const chosen = listed.filter(({ number }) => drawn.has(number));
      await addVisits(queries, draw, chosen);
      await queries.revealDraw(id, {
        ...{ seed, witness, revealed_ms: clock.now(), revealed_by: session.account },
      });
      return chosen.length;
    });
  }

  async function addVisits(queries: VisitQueries, draw: DrawRow, chosen: readonly DrawCaseRow[]) {
    const day = daysOf(draw).to;
    const [rules, { attempts_most, between_min, satisfied_from, link_days }] = [
      ruleBook.on(day),
      ruleBook.sampling(day),
    ];
    const facts = new Map(
      (await cases.facts.of(chosen.map((one) => one.case))).map((fact) => [fact.id, fact]),
    );
    const rows = chosen.flatMap((listed): Omit<VisitRow, 'id'>[] => {
      const fact = facts.get(listed.case);
      if (!fact) return [];
      const { person, title, field, at_once, closed_ms } = fact;
      return [
        {
          ...{
            version: 1,
            draw: draw.id,
            case: listed.case,
            number: listed.number,
            title,
            type: listed.type,
          },
          ...{ field, unit: listed.unit, at_once, closed_ms: closed_ms ?? draw.to_ms - 1, person },
          ...{ attempts_most, between_min, satisfied_from, link_days },
          ...{
            asks_satisfaction: asksSatisfaction(fact, rules),
            state: 'waiting',
            attempts: 0,
            next_ms: null,
          },
          ...{ claimed_by: null, claimed_until_ms: null, reopening: 'none', answered: null, handled: null },
          ...{ satisfied: null, comment: '', answered_ms: null, answered_by: null, way: null },
        },
      ];
    });
    await queries.add(rows);
  }

  return { commit, reveal };
}

export type Draws = ReturnType<typeof createDraws>;

const listedOf = ({ id, number, type, unit }: CaseFact) => ({ case: id, number, type, unit });
export const asListed = ({
  number,
  type,
  unit,
  rule,
}: Pick<DrawCaseRow, 'number' | 'type' | 'unit' | 'rule'>): ListedCase => ({
  ...{ number, type, unit: unit ?? '', rule },
});

/** @throws AppError when it is not whole days that are over */
function spanOf(from: string, to: string, now_ms: number) {
  const from_ms = cityDayStartOf(from);
  const to_ms = cityDayStartOf(to) + DAY_MS;
  const isSpan = from_ms < to_ms && to_ms <= cityDayStart(now_ms) && to_ms - from_ms <= MOST_DAYS * DAY_MS;
  if (!isSpan) throw visitsErrors.span({ most: MOST_DAYS });
  return { from_ms, to_ms };
}

export const daysOf = ({ from_ms, to_ms }: Pick<DrawRow, 'from_ms' | 'to_ms'>) => ({
  ...{ from: cityDay(from_ms), to: cityDay(to_ms - 1) },
});
