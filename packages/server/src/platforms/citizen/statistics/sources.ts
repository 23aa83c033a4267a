import type { CallsModule } from '../calls/index.ts';
import type { CasesModule } from '../cases/index.ts';
import type { ReviewsModule } from '../reviews/index.ts';
import type { VisitsModule } from '../visits/index.ts';
import type { Sources } from './figures.ts';
import type { StatisticsStore } from './store.ts';

export interface SourcesDeps {
  readonly store: StatisticsStore;
  readonly visits: VisitsModule['figures'];
  readonly reviews: ReviewsModule['figures'];
  readonly facts: CasesModule['facts'];
  readonly calls: CallsModule['facts'];
}

/** Reads all that figures of a span are counted from. */
export async function readSources(
  { store, visits, reviews, calls }: SourcesDeps,
  span: { readonly from_ms: number; readonly to_ms: number; readonly now_ms: number },
): Promise<Sources> {
  const { from_ms, to_ms } = span;
  const [facts, answered, rectifications, judged, called] = await Promise.all([
    store.facts(from_ms, to_ms),
    visits.listAnsweredBetween(from_ms, to_ms),
    visits.listRectificationsBegan(from_ms, to_ms),
    reviews.listJudgedBetween(from_ms, to_ms),
    calls(from_ms, to_ms),
  ]);
  const closed = facts.filter(
    ({ closing_finished_ms: at_ms }) => at_ms !== null && at_ms >= from_ms && at_ms < to_ms,
  );
  const ids = closed.map((fact) => fact.case);
  const others = [...answered, ...rectifications].map((one) => one.case);
  const [visited, reviewed, more] = await Promise.all([
    visits.answeredOf(ids),
    reviews.judgedOf(ids),
    store.factsOf(others),
  ]);
  const factOf = new Map([...more, ...facts.map((fact) => [fact.case, fact] as const)]);
  return {
    ...span,
    facts,
    factOf,
    visits: answered,
    visited,
    rectifications,
    reviews: judged,
    reviewed,
    calls: called,
  };
}
