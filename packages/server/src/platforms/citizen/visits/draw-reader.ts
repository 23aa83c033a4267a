import type { VisitDraw, VisitDrawSheet } from '@opentocc/contract';
import { DRAW_METHOD } from './draw.ts';
import { asListed, type DrawsDeps, daysOf } from './draws.ts';
import { visitsErrors } from './errors.ts';
import type { DrawRow, StratumCount } from './model.ts';

/** Draws as they are shown, and what is needed to draw again. */
export function createDrawReader({
  store,
  cases,
  ruleBook,
}: Pick<DrawsDeps, 'store' | 'cases' | 'ruleBook'>) {
  /** @param only one of them; the latest without it */
  async function list(only?: number): Promise<VisitDraw[]> {
    const one = only === undefined ? undefined : await store.findDraw(only);
    const draws = only === undefined ? await store.listDraws() : one ? [one] : [];
    const ids = draws.map(({ id }) => id);
    const [strata, visits, names] = await Promise.all([
      ...([store.listStrata(ids), store.countVisits(ids), cases.facts.unitNames()] as const),
    ]);
    const ruleNames = new Map(ruleBook.list().map(({ key, name }) => [key, name]));
    return draws.map((draw) => {
      const mine = strata.filter((one) => one.draw === draw.id);
      const counted = visits.filter((one) => one.draw === draw.id);
      const eligible = mine.filter(({ rule }) => rule === null);
      return {
        ...shownOf(draw),
        strata: eligible.map(({ type, unit, cases: n }) => ({
          ...{ type, unit, unit_name: unit === null ? null : (names.get(unit) ?? { zh: unit, en: unit }) },
          ...{
            eligible: n,
            drawn: counted.find((one) => one.type === type && one.unit === unit)?.drawn ?? 0,
          },
        })),
        exclusions: exclusionsOf(mine).map(({ rule, cases: n }) => ({
          ...{ rule, name: ruleNames.get(rule) ?? { zh: rule, en: rule }, cases: n },
        })),
        eligible: sum(eligible.map((one) => one.cases)),
        drawn: sum(counted.map((one) => one.drawn)),
        over: sum(counted.map((one) => one.over)),
      };
    });
  }

  /** @param isPublic cases and seed are shown to outsiders once nobody can lean on who is still to be called */
  async function sheet(id: number, isPublic: boolean): Promise<VisitDrawSheet> {
    const draw = await store.findDraw(id);
    if (!draw) throw visitsErrors.unknown_draw({ id });
    const isOver = draw.seed !== null && (await store.count({ draw: id, state: 'waiting' })) === 0;
    const isOpen = draw.seed !== null && (!isPublic || isOver);
    const { from, to, seed, witness, share, list_hash, commitment, committed_ms } = shownOf(draw);
    return {
      ...{ format: 'opentocc-visit-draw-1', method: DRAW_METHOD, draw: id, from, to, share, list_hash },
      ...{ commitment, committed_ms, seed: isOpen ? seed : null, witness: isOpen ? witness : null },
      cases: isOpen ? (await store.casesOfDraw(id)).map(asListed) : null,
      drawn: isOpen ? await store.drawnNumbers(id) : null,
    };
  }

  return { list, sheet };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);

function shownOf({ from_ms, to_ms, seed_sealed: _, ...draw }: DrawRow) {
  return { ...daysOf({ from_ms, to_ms }), ...draw };
}

/** By rule, over all strata. */
function exclusionsOf(strata: readonly StratumCount[]): { rule: string; cases: number }[] {
  const counts = new Map<string, number>();
  for (const { rule, cases } of strata) if (rule !== null) counts.set(rule, (counts.get(rule) ?? 0) + cases);
  return [...counts].map(([rule, cases]) => ({ rule, cases }));
}
