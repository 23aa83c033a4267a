import type { CaseCategory, CaseField } from '@opentocc/contract';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, isDay } from '../../../kit/clock.ts';
import { createReload } from '../../../kit/reload.ts';
import type { CategoryStore } from './category-store.ts';
import { casesErrors } from './errors.ts';
import { FIRST_CATEGORIES } from './first-categories.ts';

export interface TaxonomyDeps {
  readonly store: CategoryStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  /** Whether there is such a unit of the organisation. */
  readonly isUnit: (code: string) => Promise<boolean>;
}

export interface CategoryChange {
  /** In whose place the new ones come: none adds, one with several new ones splits, several with one merge. */
  readonly replaced: readonly string[];
  readonly categories: readonly {
    readonly code: string;
    readonly field: CaseField;
    readonly name: { readonly zh: string; readonly en: string };
    readonly words: readonly string[];
    readonly unit: string | null;
  }[];
  readonly valid_from: string;
  readonly reason: string;
}

/** Categories by day: what was filed under one that was merged or split since stays under it and is found by both. */
export class Taxonomy {
  readonly #deps: TaxonomyDeps;
  #all: ReadonlyMap<string, CaseCategory> = new Map();

  constructor(deps: TaxonomyDeps) {
    this.#deps = deps;
  }

  /** Writes the first taxonomy where there is none, and reads what there is. */
  load = createReload(async () => {
    const { store } = this.#deps;
    await store.addFirst(FIRST_CATEGORIES);
    this.#all = new Map((await store.list()).map((one) => [one.code, one]));
  });

  list = (): CaseCategory[] => [...this.#all.values()];
  find = (code: string): CaseCategory | undefined => this.#all.get(code);

  /** Those that are in use at an instant. */
  inUse(at_ms: number): CaseCategory[] {
    const day = cityDay(at_ms);
    return this.list()
      .filter(({ valid_from, valid_to }) => valid_from <= day && (valid_to ?? day) >= day)
      .filter(({ valid_to }) => valid_to === null || valid_to > day);
  }

  /** Every category, with the one that has its place at an instant: itself, or what it was merged into; none where it was split. */
  today(at_ms: number): ReadonlyMap<string, string> {
    const inUse = new Set(this.inUse(at_ms).map(({ code }) => code));
    const found = new Map<string, string>();
    for (const { code } of this.#all.values()) {
      let now: string | undefined = code;
      for (let steps = 0; now !== undefined && !inUse.has(now) && steps < this.#all.size; steps++) {
        const next: readonly string[] = this.#all.get(now)?.successors ?? [];
        now = next.length === 1 ? next[0] : undefined;
      }
      if (now !== undefined && inUse.has(now)) found.set(code, now);
    }
    return found;
  }

  /** @throws AppError where it is not in use then */
  require(code: string, at_ms: number): CaseCategory {
    const found = this.inUse(at_ms).find((one) => one.code === code);
    if (!found) throw casesErrors.unknown_category({ code });
    return found;
  }

  /** A category and those that went into it whole: what a search for it finds. */
  withMerged(code: string): ReadonlySet<string> {
    const found = new Set([code]);
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      for (const one of this.#all.values())
        if (one.successors.length === 1 && found.has(one.successors[0])) found.add(one.code);
    }
    return found;
  }

  /** Adds, merges or splits. Cases stay filed as they are. */
  async change({ session, address }: Acting, given: CategoryChange): Promise<CaseCategory[]> {
    const { store, clock, audit } = this.#deps;
    await this.#check(given, clock.now());
    const { valid_from, reason, replaced } = given;
    const made = given.categories.map((one) => ({
      ...{ ...one, words: [...one.words], valid_from, valid_to: null, successors: [], assumed: false },
      source: { zh: reason, en: reason },
    }));
    const refused = await store.change(made, replaced, valid_from);
    await this.load();
    if (refused === 'code_taken') throw casesErrors.category_exists({ code: made[0].code });
    if (refused === 'replaced_before') throw casesErrors.category_replaced({ codes: replaced.join(', ') });
    const { principal, account: actor } = session;
    await audit.record({
      ...{ principal, actor, address, action: 'cases.categories', target: null, result: 'done' },
      detail: { replaced: [...replaced], made: made.map(({ code }) => code), valid_from, reason },
    });
    return this.list();
  }

  async #check({ replaced, categories, valid_from }: CategoryChange, now_ms: number): Promise<void> {
    if (!isDay(valid_from) || valid_from < cityDay(now_ms))
      throw casesErrors.category_past({ day: cityDay(now_ms) });
    for (const code of replaced) this.require(code, now_ms);
    if (replaced.length > 1 && categories.length > 1) throw casesErrors.category_shape();
    for (const { code, unit } of categories) {
      if (this.#all.has(code)) throw casesErrors.category_exists({ code });
      if (unit !== null && !(await this.#deps.isUnit(unit))) throw casesErrors.unknown_unit({ unit });
    }
  }
}
