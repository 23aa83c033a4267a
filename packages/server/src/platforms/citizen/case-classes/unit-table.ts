import type { MeantParty } from '@opentocc/contract';
import type { Asked } from '../cases/index.ts';

/** How often cases of a category were with a unit in the end: of all, or of those of a district, a meant party or a line. */
export interface UnitCount {
  readonly category: string;
  readonly by: Context;
  /** Which district, party or line; empty for all. */
  readonly of: string;
  readonly unit: string;
  readonly cases: number;
}

type Context = 'all' | 'district' | 'kind' | 'party' | 'line';
type Placed = Pick<Asked, 'district' | 'meant' | 'line'>;

/** As many cases as the unit of the taxonomy, or of the whole category, counts before there are any. Assumed, 2026-11-28. */
const BEFORE = 2;
/** A unit that is less likely is not named. */
const LEAST_ODDS = 0.5;
/** Counts that a model holds at most, those of the most cases first. */
const MOST_COUNTS = 20_000;
/** Fewer cases than this say nothing of a district, a party or a line. */
const LEAST_CASES = 3;

/** Parties whose name tells who answers; names of persons and plates are of one case, and are not learned. */
const NAMED: readonly MeantParty['kind'][] = ['firm', 'office', 'line'];

/** What besides the category may tell to which unit a case goes, the whole category first. */
function contextsOf({ district, meant, line }: Placed): readonly (readonly [Context, string])[] {
  return [
    ['all', ''],
    ...(district === null ? [] : [['district', district] as const]),
    ...(meant === null ? [] : [['kind', meant.kind] as const]),
    ...(meant !== null && NAMED.includes(meant.kind)
      ? [['party', `${meant.kind} ${meant.name}`] as const]
      : []),
    ...(line === null ? [] : [['line', line] as const]),
  ];
}

interface Dispatched extends Placed {
  readonly category: string;
  readonly unit: string | null;
}

/** Counts where closed cases were in the end; those that never left the hotline say nothing. */
export function countUnits(examples: readonly Dispatched[]): UnitCount[] {
  const counts = new Map<string, { -readonly [K in keyof UnitCount]: UnitCount[K] }>();
  for (const example of examples) {
    const { category, unit } = example;
    if (unit === null) continue;
    for (const [by, of] of contextsOf(example)) {
      const key = JSON.stringify([category, by, of, unit]);
      const known = counts.get(key);
      if (known) known.cases++;
      else counts.set(key, { category, by, of, unit, cases: 1 });
    }
  }
  return [...counts.values()]
    .filter(({ by, cases }) => by === 'all' || cases >= LEAST_CASES)
    .sort((a, b) => b.cases - a.cases)
    .slice(0, MOST_COUNTS);
}

/**
 * Finds the unit of a case: the likeliest by what is known of it. The unit of the taxonomy is the start from which the category's own
 * cases lead away, and the category is the start of each district, party and line.
 * @returns null where none is likely enough
 */
export function createUnitTable(counts: readonly UnitCount[]) {
  const table = new Map<string, Map<string, number>>();
  for (const { category, by, of, unit, cases } of counts) {
    const key = JSON.stringify([category, by, of]);
    const row = table.get(key) ?? new Map<string, number>();
    table.set(key, row.set(unit, (row.get(unit) ?? 0) + cases));
  }
  const rowOf = (category: string, [by, of]: readonly [Context, string]) =>
    table.get(JSON.stringify([category, by, of]));

  return (
    category: string,
    asked: Placed,
    usual: string | null,
    isUnit: (code: string) => boolean,
  ): string | null => {
    const [all, ...narrower] = contextsOf(asked);
    const start = usual === null || !isUnit(usual) ? NONE : new Map([[usual, 1]]);
    const whole = drawnTowards(start, rowOf(category, all), isUnit);
    const likely = [whole, ...narrower.map((one) => drawnTowards(whole, rowOf(category, one), isUnit))];
    let [best, most]: [string | null, number] = [null, 0];
    for (const odds of likely)
      for (const [unit, share] of odds) if (share > most) [best, most] = [unit, share];
    return most >= LEAST_ODDS ? best : null;
  };
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Shares of units by counted cases, which begin at what is known without them; of units that there are. */
function drawnTowards(
  start: ReadonlyMap<string, number>,
  row: ReadonlyMap<string, number> = NONE,
  isUnit: (code: string) => boolean,
): ReadonlyMap<string, number> {
  const counted = new Map([...row].filter(([unit]) => isUnit(unit)));
  const cases = [...counted.values()].reduce((a, b) => a + b, 0);
  const shareOf = (unit: string) => (counted.get(unit) ?? 0) + BEFORE * (start.get(unit) ?? 0);
  const units = new Set([...start.keys(), ...counted.keys()]);
  return new Map([...units].map((unit) => [unit, shareOf(unit) / (cases + BEFORE)]));
}
