import type {
  AgentFigures,
  FigureFilter,
  FigureItem,
  FigureKey,
  Figures,
  Publication,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDayStartOf } from '../../../kit/clock.ts';
import { type AgentItem, agentFigures, stratumOf } from './agents.ts';
import { dayOf, figureOf, groupsOf, itemsOf, type Reach, shareOf } from './counting.ts';
import { statisticsErrors } from './errors.ts';
import { FIGURES, type FigureDefinition, type Item, type Sources } from './figures.ts';
import type { createProjection } from './projection.ts';
import { readSources, type SourcesDeps } from './sources.ts';
import { FIELD_WORDS, HOTLINE, TYPE_WORDS } from './words.ts';

export interface StatisticsDeps extends SourcesDeps {
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly projection: Pick<ReturnType<typeof createProjection>, 'catchUp'>;
}

const MOST_DAYS = 400;

/** Figures of the hotline. Each is added up from single things, so that parts of it tie out and open to their cases. */
export function createStatistics(deps: StatisticsDeps) {
  const { store, clock, audit, facts, projection } = deps;

  async function sourcesOf(from: string, to: string): Promise<Sources> {
    const [from_ms, to_ms] = [cityDayStartOf(from), cityDayStartOf(to) + DAY_MS];
    if (!(from_ms < to_ms && to_ms - from_ms <= MOST_DAYS * DAY_MS))
      throw statisticsErrors.span({ most: MOST_DAYS });
    await projection.catchUp();
    return readSources(deps, { from_ms, to_ms, now_ms: clock.now() });
  }

  async function items(key: FigureKey, filter: FigureFilter, reach: Reach): Promise<Item[]> {
    return itemsOf(definitionOf(key), await sourcesOf(filter.from, filter.to), filter, reach);
  }

  /** What was published last of the month that this is, if it is one and all of it. */
  async function publishedOf({
    from,
    to,
    unit,
    field,
    type,
  }: FigureFilter): Promise<Publication | undefined> {
    const month = from.slice(0, 7);
    const isWhole = from === `${month}-01` && to === lastDayOf(month) && !unit && !field && !type;
    return isWhole ? (await store.listPublications()).find((one) => one.month === month) : undefined;
  }

  async function figures(filter: FigureFilter, reach: Reach): Promise<Figures> {
    const [sources, published, behind] = await Promise.all([
      ...([sourcesOf(filter.from, filter.to), publishedOf(filter), store.behind()] as const),
    ]);
    return {
      ...{
        from: filter.from,
        to: filter.to,
        behind: behind.changes,
        as_of_ms: behind.since_ms ?? sources.now_ms,
      },
      figures: FIGURES.map((definition) => {
        const before = published?.figures.find(({ key }) => key === definition.key);
        const at_ms = published?.at_ms ?? 0;
        return figureOf(
          ...([definition, itemsOf(definition, sources, filter, reach)] as const),
          before ? { at_ms, numerator: before.numerator, denominator: before.denominator } : null,
        );
      }),
    };
  }

  return {
    ...{ figures, items, sourcesOf },
    async days(key: FigureKey, filter: FigureFilter, reach: Reach) {
      const days = new Map(
        groupsOf(await items(key, filter, reach), dayOf).map(({ key: day, proportion }) => [day, proportion]),
      );
      return daysBetween(filter.from, filter.to).map((day) => ({ day, ...(days.get(day) ?? shareOf([])) }));
    },
    async groups(
      key: FigureKey,
      { by, ...filter }: FigureFilter & { by: 'unit' | 'field' | 'type' },
      reach: Reach,
    ) {
      const names = await facts.unitNames();
      const nameOf = (code: string | null) => {
        if (code === null) return HOTLINE;
        if (by === 'unit') return names.get(code) ?? { zh: code, en: code };
        return { ...FIELD_WORDS, ...TYPE_WORDS }[code] ?? { zh: code, en: code };
      };
      const groups = groupsOf<string | null>(await items(key, filter, reach), (item) => item[by]);
      return groups
        .map(({ key: code, proportion }) => ({ key: code, name: nameOf(code), proportion }))
        .sort((a, b) => b.proportion.denominator - a.proportion.denominator);
    },
    async list(
      key: FigureKey,
      { part, offset, limit, ...filter }: FigureFilter & { part: string; offset: number; limit: number },
      reach: Reach,
    ): Promise<{ items: FigureItem[]; total: number }> {
      const names = await facts.unitNames();
      const all = (await items(key, filter, reach))
        .filter(({ counts }) => part === 'denominator' || counts === (part === 'numerator'))
        .sort((a, b) => b.at_ms - a.at_ms || (b.case ?? 0) - (a.case ?? 0));
      const shown = all.slice(offset, offset + limit).map(({ district: _, ...item }) => ({
        ...item,
        unit_name: item.unit === null ? null : (names.get(item.unit) ?? { zh: item.unit, en: item.unit }),
      }));
      return { items: shown, total: all.length };
    },
    async agents(from: string, to: string, only: string | null): Promise<AgentFigures> {
      return agentFigures(agentItems(await sourcesOf(from, to)), only);
    },
    listPublications: () => store.listPublications(),
    async publish({ session, address }: Acting, month: string, note: string): Promise<Publication> {
      const [from, to, at_ms] = [`${month}-01`, lastDayOf(month), clock.now()];
      if (cityDayStartOf(to) + DAY_MS > at_ms) throw statisticsErrors.month_goes_on({ month });
      const now = await figures({ from, to }, () => true);
      const published = now.figures.map(({ key, proportion: { numerator, denominator } }) => ({
        ...{ key, numerator, denominator },
      }));
      const row = await store.publish({ month, at_ms, by: session.account, note, figures: published });
      await audit.record({
        ...{ principal: session.principal, actor: session.account, address, action: 'statistics.publish' },
        ...{ target: `month:${month}`, result: 'done', detail: { note } },
      });
      return row;
    },
  };
}

export type Statistics = ReturnType<typeof createStatistics>;

function definitionOf(key: FigureKey): FigureDefinition {
  const found = FIGURES.find((one) => one.key === key);
  if (!found) throw statisticsErrors.unknown_figure({ key });
  return found;
}

/** "2026-02" → "2026-02-28". */
export const lastDayOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
};

export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function agentItems({ facts, visits, reviews, factOf, from_ms, to_ms }: Sources) {
  const at_once: AgentItem[] = facts
    .filter(({ received_ms, is_left_out }) => !is_left_out && received_ms >= from_ms && received_ms < to_ms)
    .map(({ taken_by, type, field, received_ms, at_once: counts }) => ({
      ...{ agent: taken_by, stratum: stratumOf(type, field, received_ms), counts },
    }));
  const satisfied: AgentItem[] = visits.flatMap((visit) => {
    const fact = factOf.get(visit.case);
    const isSaid = visit.at_once && visit.asks_satisfaction && visit.satisfied !== null;
    if (!isSaid || !fact?.answered_by) return [];
    const stratum = stratumOf(visit.type, visit.field, fact.received_ms);
    return [{ agent: fact.answered_by, stratum, counts: (visit.satisfied ?? 0) >= visit.satisfied_from }];
  });
  const accurate: AgentItem[] = reviews.map(({ agent, type, field, received_ms, is_right }) => ({
    ...{ agent, stratum: stratumOf(type, field, received_ms), counts: is_right === true },
  }));
  return { at_once, satisfied, accurate };
}
