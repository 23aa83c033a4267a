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
import { type Clock, cityDayStart, cityDayStartOf } from '../../../kit/clock.ts';
import { agentTallies } from './agent-tallies.ts';
import { agentFigures } from './agents.ts';
import { count, figureOf, fitting, type Reach, Tallies, Tally } from './counting.ts';
import { statisticsErrors } from './errors.ts';
import { FIGURES, type FigureDefinition, type Sources, type Take, type Things } from './figures.ts';
import { FORM_12328 } from './form-12328.ts';
import { type FoundItem, FoundItems } from './found-items.ts';
import { fillForm, type MonthReport } from './month.ts';
import type { createProjection } from './projection.ts';
import { createPublications, lastDayOf } from './publications.ts';
import { readSources, type SourcesDeps } from './sources.ts';
import { FIELD_WORDS, HOTLINE, TYPE_WORDS } from './words.ts';

export interface StatisticsDeps extends SourcesDeps {
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly projection: Pick<ReturnType<typeof createProjection>, 'catchUp'>;
}

const MOST_DAYS = 400;

type Kind = keyof Things;
const ALL: readonly Kind[] = ['facts', 'visits', 'rectifications', 'reviews', 'calls'];
const OF_AGENTS: readonly Kind[] = ['facts', 'visits', 'reviews'];

/** Figures of the hotline. Each is added up from single things, so that parts of it tie out and open to their cases. */
export function createStatistics(deps: StatisticsDeps) {
  const { store, clock, facts, projection } = deps;
  const publications = createPublications(deps);

  async function sourcesOf(from: string, to: string, kinds: readonly Kind[]): Promise<Sources> {
    const [from_ms, to_ms] = [cityDayStartOf(from), cityDayStartOf(to) + DAY_MS];
    if (!(from_ms < to_ms && to_ms - from_ms <= MOST_DAYS * DAY_MS))
      throw statisticsErrors.span({ most: MOST_DAYS });
    await projection.catchUp();
    return readSources(deps, { from_ms, to_ms, now_ms: clock.now() }, new Set(kinds));
  }

  /** What a figure counts, of what is asked for and may be seen. */
  async function each(key: FigureKey, filter: FigureFilter, reach: Reach, take: Take): Promise<void> {
    const { judges } = definitionOf(key);
    const fits = fitting(filter, reach);
    await count(await sourcesOf(filter.from, filter.to, Object.keys(judges) as Kind[]), [
      { judges, take: (of, ...rest) => void (fits(of) && take(of, ...rest)) },
    ]);
  }

  async function figuresOf(sources: Sources, filter: FigureFilter, reach: Reach): Promise<Figures> {
    const [published, behind] = await Promise.all([publications.of(filter), store.behind()]);
    const fits = fitting(filter, reach);
    const tallies = FIGURES.map((definition) => ({ definition, tally: new Tally() }));
    await count(
      sources,
      tallies.map(({ definition: { judges }, tally }) => ({
        judges,
        take: (of, _thing, _at_ms, counts) => void (fits(of) && tally.add(counts)),
      })),
    );
    return {
      ...{ from: filter.from, to: filter.to, behind: behind.changes },
      as_of_ms: behind.since_ms ?? sources.now_ms,
      figures: tallies.map(({ definition, tally }) => {
        const before = published?.figures.find(({ key }) => key === definition.key);
        const { numerator, denominator } = before ?? {};
        const shown =
          numerator === undefined || denominator === undefined
            ? null
            : { at_ms: published?.at_ms ?? 0, numerator, denominator };
        return figureOf(definition, tally.proportion, shown);
      }),
    };
  }

  const figures = async (filter: FigureFilter, reach: Reach): Promise<Figures> =>
    figuresOf(await sourcesOf(filter.from, filter.to, ALL), filter, reach);

  /** As lists show them: by number and title of now, which may say less than those of then. */
  async function shown(found: readonly FoundItem[]): Promise<FigureItem[]> {
    const cases = found.map(({ thing }) => thing).filter((thing) => typeof thing === 'number');
    const [names, titles] = await Promise.all([facts.unitNames(), store.titlesOf(cases)]);
    return found.map(({ thing, ...item }) => ({
      ...(typeof thing === 'number'
        ? {
            case: thing,
            number: titles.get(thing)?.number ?? `${thing}`,
            title: titles.get(thing)?.title ?? '',
          }
        : { case: null, number: thing, title: '' }),
      ...item,
      unit_name: item.unit === null ? null : (names.get(item.unit) ?? { zh: item.unit, en: item.unit }),
    }));
  }

  return {
    figures,
    async days(key: FigureKey, filter: FigureFilter, reach: Reach) {
      const tallies = new Tallies<number>();
      await each(key, filter, reach, (_of, _thing, at_ms, counts) =>
        tallies.add(cityDayStart(at_ms), counts),
      );
      const days = new Map(tallies.proportions.map(({ key: day_ms, proportion }) => [day_ms, proportion]));
      return daysBetween(filter.from, filter.to).map((day) => ({
        ...{ day, ...(days.get(cityDayStartOf(day)) ?? new Tally().proportion) },
      }));
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
      const groups = new Tallies<string | null>();
      await each(key, filter, reach, (of, _thing, _at_ms, counts) => groups.add(of[by], counts));
      return groups.proportions
        .map(({ key: code, proportion }) => ({ key: code, name: nameOf(code), proportion }))
        .sort((a, b) => b.proportion.denominator - a.proportion.denominator);
    },
    async list(
      key: FigureKey,
      { part, offset, limit, ...filter }: FigureFilter & { part: string; offset: number; limit: number },
      reach: Reach,
    ): Promise<{ items: FigureItem[]; total: number }> {
      const found = new FoundItems();
      await each(key, filter, reach, ({ type, field, unit }, thing, at_ms, counts) => {
        if (part === 'denominator' || counts === (part === 'numerator'))
          found.add({ thing, type, field, unit, at_ms, counts });
      });
      return { items: await shown(found.page(offset, limit)), total: found.total };
    },
    agents: async (from: string, to: string, only: string | null): Promise<AgentFigures> =>
      agentFigures(await agentTallies(await sourcesOf(from, to, OF_AGENTS)), only),
    /** A month as a form and its figures, of the same moment. */
    async month(month: string, reach: Reach): Promise<MonthReport> {
      const [from, to] = [`${month}-01`, lastDayOf(month)];
      const sources = await sourcesOf(from, to, ALL);
      const filled = await fillForm(FORM_12328, month, sources);
      return { figures: await figuresOf(sources, { from, to }, reach), filled };
    },
    listPublications: () => store.listPublications(),
    publish: (acting: Acting, month: string, note: string): Promise<Publication> =>
      publications.publish(acting, month, note, (from, to) => figures({ from, to }, () => true)),
  };
}

export type Statistics = ReturnType<typeof createStatistics>;

function definitionOf(key: FigureKey): FigureDefinition {
  const found = FIGURES.find((one) => one.key === key);
  if (!found) throw statisticsErrors.unknown_figure({ key });
  return found;
}

export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
