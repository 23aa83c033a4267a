import type { Bilingual, Figure, FigureFilter, Proportion } from '@opentocc/contract';
import { Turns } from '../../../kit/turns.ts';
import { proportionOf } from '../visits/index.ts';
import type { FigureDefinition, Filed, Judge, Sources, Take, Things } from './figures.ts';

/** Whether somebody may see of what a unit did. */
export type Reach = (of: Pick<Filed, 'unit' | 'district'>) => boolean;

const NO_CALLS: Bilingual = { zh: '没有话务数据', en: 'There are no records of calls' };
const NO_CALLS_NET: Bilingual = {
  zh: '没有除外时段以外的话务数据',
  en: 'There are no records of calls outside of exempt hours',
};
const OF_CALLS = ['calls_connected', 'connected_10s', 'connected_15s', 'connected_15s_net'];
/** Things that are looked at before it is asked whether others wait. */
const AT_ONCE = 500;

/** Numerator and denominator, while they are added up. */
export class Tally {
  #numerator = 0;
  #denominator = 0;

  add(counts: boolean): void {
    this.#denominator++;
    if (counts) this.#numerator++;
  }

  get proportion(): Proportion {
    return proportionOf(this.#numerator, this.#denominator);
  }
}

/** Tallies by a key, in the order in which keys came up. */
export class Tallies<K> {
  readonly #tallies = new Map<K, Tally>();

  add(key: K, counts: boolean): void {
    const known = this.#tallies.get(key) ?? new Tally();
    known.add(counts);
    this.#tallies.set(key, known);
  }

  get proportions(): { readonly key: K; readonly proportion: Proportion }[] {
    return [...this.#tallies].map(([key, { proportion }]) => ({ key, proportion }));
  }
}

/** Whether a thing is of what is asked for, and may be seen. */
export function fitting(
  { unit, field, type }: Pick<FigureFilter, 'unit' | 'field' | 'type'>,
  reach: Reach,
): (of: Filed) => boolean {
  return (of) =>
    reach(of) &&
    (unit === undefined || of.unit === unit) &&
    (field === undefined || of.field === field) &&
    (type === undefined || of.type === type);
}

/** Who takes what a figure counts. */
export interface Counter {
  readonly judges: FigureDefinition['judges'];
  readonly take: Take;
}

/** Looks at each thing once, for all counters; whatever else waits in the process has its turn meanwhile. */
export async function count(sources: Sources, counters: readonly Counter[]): Promise<void> {
  const { facts, from_ms, to_ms, visits, rectifications, reviews, calls } = sources;
  const turns = new Turns();

  async function over<K extends keyof Things>(kind: K, things: Iterable<Things[K]>): Promise<void> {
    const mine = counters.flatMap(({ judges, take }) => {
      const judge: Judge<Things[K]> | undefined = judges[kind];
      return judge ? [{ judge, take }] : [];
    });
    if (mine.length === 0) return;
    let left = AT_ONCE;
    for (const thing of things) {
      for (const { judge, take } of mine) judge(thing, sources, take);
      if (--left > 0) continue;
      left = AT_ONCE;
      if (turns.isOver) await turns.pause();
    }
  }

  await over('facts', facts.within(from_ms, to_ms));
  await over('visits', visits);
  await over('rectifications', rectifications);
  await over('reviews', reviews);
  await over('calls', calls);
}

export function figureOf(
  { judges: _, ...text }: FigureDefinition,
  proportion: Proportion,
  published: Figure['published'],
): Figure {
  const isMissing = OF_CALLS.includes(text.key) && proportion.denominator === 0;
  const why = text.key === 'connected_15s_net' ? NO_CALLS_NET : NO_CALLS;
  return { ...text, proportion, unavailable: isMissing ? why : null, published };
}
