import type { CallsModule } from '../calls/index.ts';
import type { CasesModule } from '../cases/index.ts';
import type { ReviewsModule } from '../reviews/index.ts';
import type { VisitsModule } from '../visits/index.ts';
import { count } from './counting.ts';
import type { Fact } from './fact.ts';
import type { FactTable } from './fact-table.ts';
import { isFollowedUp, type Sources, type Things } from './figures.ts';
import type { StatisticsStore } from './store.ts';

export interface SourcesDeps {
  readonly store: StatisticsStore;
  readonly table: FactTable;
  readonly visits: VisitsModule['figures'];
  readonly reviews: ReviewsModule['figures'];
  readonly facts: CasesModule['facts'];
  readonly calls: CallsModule['facts'];
}

/** Reads what figures of a span are counted from. @param kinds of things that are looked at; others are not read */
export async function readSources(
  { table, visits, reviews, calls }: SourcesDeps,
  span: { readonly from_ms: number; readonly to_ms: number; readonly now_ms: number },
  kinds: ReadonlySet<keyof Things>,
): Promise<Sources> {
  const { from_ms, to_ms } = span;
  const of = <T>(kind: keyof Things, read: (from_ms: number, to_ms: number) => Promise<readonly T[]>) =>
    kinds.has(kind) ? read(from_ms, to_ms) : [];
  const [answered, rectifications, judged, called] = await Promise.all([
    of('visits', visits.listAnsweredBetween),
    of('rectifications', visits.listRectificationsBegan),
    of('reviews', reviews.listJudgedBetween),
    of('calls', calls),
  ]);
  const sources: Sources = {
    ...{ ...span, facts: table, visits: answered, rectifications, reviews: judged, calls: called },
    ...{ visited: new Set(), reviewed: new Set() },
  };
  const ids: number[] = [];
  const facts = (fact: Fact) => void (isFollowedUp(fact, sources) && ids.push(fact.case));
  await count(sources, [{ judges: { facts }, take: () => undefined }]);
  const [visited, reviewed] = await Promise.all([visits.answeredOf(ids), reviews.judgedOf(ids)]);
  return { ...sources, visited, reviewed };
}
