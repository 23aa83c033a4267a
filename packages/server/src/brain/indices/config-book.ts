import type {
  IndexConfiguration,
  IndexConfigurationDraft,
  IndexConfigurationTrial,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { type IndexConfig, indexConfigAt } from '@opentocc/core/traffic';
import { type Clock, cityDay, cityDayStart, cityDayStartOf } from '../../kit/clock.ts';
import { createReload } from '../../kit/reload.ts';
import { FAULT_NAMES, faultsOf, partName } from './check-draft.ts';
import type { ConfigStore, SetConfig } from './config-store.ts';
import { indicesErrors } from './errors.ts';
import { namesOf } from './model.ts';

export interface ConfigBookDeps {
  readonly store: ConfigStore;
  readonly clock: Clock;
  /** Those that come with the product, oldest first. */
  readonly built_in: readonly IndexConfig[];
}

/**
 * Every configuration there was and will be, by the day from which it counts. One that counts is never changed: what
 * was computed by it can be computed again. Operators add such for days to come, and may withdraw these before.
 */
export function createConfigBook({ store, clock, built_in }: ConfigBookDeps) {
  let set: readonly SetConfig[] = [];
  let all: readonly IndexConfig[] = built_in;

  function take(found: readonly SetConfig[]): void {
    set = found;
    all = [...built_in, ...found.map(({ config }) => config)].sort(
      (a, b) => a.valid_from_ms - b.valid_from_ms,
    );
  }

  const load = createReload(async () => take(await store.listSet()));

  const at = (at_ms: number): IndexConfig => indexConfigAt(all, at_ms);

  /** The draft as a configuration of its day. @throws AppError when its numbers cannot be one */
  const configOf = (draft: IndexConfigurationTrial, formula_version: string): IndexConfig =>
    configurationOf(draft, formula_version, at(cityDayStartOf(draft.valid_from)));

  return {
    load,
    at,
    configOf,
    /** What would count on the day of a draft without it. */
    before: ({ valid_from }: IndexConfigurationDraft): IndexConfig => at(cityDayStartOf(valid_from)),
    /** As the contract says them, oldest first. */
    describe(): IndexConfiguration[] {
      const now_ms = clock.now();
      return all.map((config) => {
        const how = set.find((one) => one.config === config);
        return {
          ...config,
          ...namesOf(config),
          set: how ? { at_ms: how.set_ms, by: how.set_by, reason: how.reason } : null,
          in_force: config.valid_from_ms <= now_ms,
        };
      });
    },
    /** @throws AppError for a day that has begun, one that has a configuration, or numbers that cannot be one */
    async add(draft: IndexConfigurationDraft, by: string): Promise<IndexConfig> {
      const now_ms = clock.now();
      const tomorrow_ms = cityDayStart(now_ms) + DAY_MS;
      if (cityDayStartOf(draft.valid_from) < tomorrow_ms)
        throw indicesErrors.day_begun({ day: draft.valid_from, earliest: cityDay(tomorrow_ms) });
      const used = [
        ...built_in.map(({ formula_version }) => formula_version),
        ...(await store.listVersions()),
      ];
      const config = configOf(draft, unusedVersion(draft.valid_from, used));
      if (!(await store.add({ config, reason: draft.reason, set_by: by, set_ms: now_ms })))
        throw indicesErrors.day_taken({ day: draft.valid_from });
      await load();
      return config;
    },
    /** @throws AppError when it counts already, or there is none such */
    async withdraw(formula_version: string, by: string): Promise<void> {
      if (!(await store.withdraw(formula_version, by, clock.now())))
        throw indicesErrors.not_withdrawn({ formula_version });
      await load();
    },
  };
}

export type ConfigBook = ReturnType<typeof createConfigBook>;

/**
 * A draft as a configuration.
 * @param before what would count on its day without it
 * @throws AppError when its numbers cannot be one
 */
function configurationOf(
  draft: IndexConfigurationTrial,
  formula_version: string,
  before: IndexConfig,
): IndexConfig {
  const [fault] = faultsOf(draft);
  if (fault)
    throw indicesErrors.bad_configuration({ part: partName(fault.part), fault: FAULT_NAMES[fault.fault] });
  const { gb, shenzhen, weights, free_flow, peaks } = draft;
  return {
    ...before,
    formula_version,
    valid_from_ms: cityDayStartOf(draft.valid_from),
    gb: gb as IndexConfig['gb'],
    shenzhen: shenzhen as IndexConfig['shenzhen'],
    weights,
    free_flow,
    peaks,
  };
}

/** A version is named by its first day; one that was withdrawn leaves its name used. */
function unusedVersion(day: string, used: readonly string[]): string {
  let version = day;
  for (let n = 2; used.includes(version); n++) version = `${day}-${n}`;
  return version;
}
