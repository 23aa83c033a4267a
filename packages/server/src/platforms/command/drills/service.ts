import { csvOf, type Drill, type DrillDetail, type DrillResult, type NewDrill } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDayStartOf, cityMinute } from '../../../kit/clock.ts';
import { type ErrorLog, guarded } from '../../../kit/unattended.ts';
import { type PastWarning, type ReplayedPlan, weatherKindOf } from '../plans/index.ts';
import type { ReplayedRule } from '../warnings/index.ts';
import { countsOf, digestOf, linesOf, type Raised, type Reported, situationOf, warnedAt } from './compare.ts';
import { drillsErrors } from './errors.ts';
import type { DrillStore, DrillSummary } from './store.ts';

/** Warnings that a result lists. */
const MOST_WARNINGS = 2_000;

/** A warning that was in force on the day, as it is stored. */
export type WarningThen = Pick<Raised, 'key' | 'began_ms' | 'ended_ms'> & {
  readonly origin: string;
  readonly kind: string;
  readonly level: PastWarning['level'];
  readonly place: { readonly districts: readonly string[] };
};

export interface DrillDeps {
  readonly store: DrillStore;
  readonly clock: Clock;
  readonly log: ErrorLog;
  /** Rules of today over a span. */
  replayRules(from_ms: number, to_ms: number): Promise<readonly ReplayedRule[]>;
  /** Silences in force now. */
  silencing(): readonly {
    readonly id: string;
    readonly reason: string;
    matches(labels: Readonly<Record<string, string>>): boolean;
  }[];
  warningsThen(from_ms: number, to_ms: number): Promise<readonly WarningThen[]>;
  /** What the detection of that day noticed, as it is stored. */
  signalsThen(from_ms: number, to_ms: number): Promise<readonly Raised[]>;
  situationsThen(from_ms: number, to_ms: number): Promise<readonly Reported[]>;
  /** Plans of today over a span. */
  replayPlans(
    span: readonly [number, number],
    warnings: readonly PastWarning[],
  ): Promise<readonly ReplayedPlan[]>;
  /** Principals in the order of asking, by the roster of an instant. */
  escalationAt(at_ms: number, unit: string | null): Promise<readonly string[]>;
  namesOf(principals: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Runs past days by rules and plans of today. Nothing is raised, sent or started. */
export class DrillService {
  readonly #deps: DrillDeps;

  constructor(deps: DrillDeps) {
    this.#deps = deps;
  }

  /** What a process that ended was running is said to have failed. */
  start = (): Promise<void> => this.#deps.store.fail();

  async list(): Promise<Drill[]> {
    const rows = await this.#deps.store.list();
    return rows.map((row) => ({ ...row, same_as: sameIn(row, rows) }));
  }

  async get(id: number): Promise<DrillDetail> {
    const row = await this.#deps.store.find(id);
    if (!row) throw drillsErrors.unknown({ id });
    const others = row.inputs === null ? [] : await this.#deps.store.listSame(id, row.inputs);
    return { ...row, same_as: others.filter(({ digest }) => digest === row.digest).map((one) => one.id) };
  }

  async csv(id: number): Promise<string> {
    const { result } = await this.get(id);
    if (!result) throw drillsErrors.not_done();
    return csvOf(linesOf(result, cityMinute));
  }

  /** Begins to run a day; the result stands in the drill once it is there. */
  async run({ session }: Acting, { day, note }: NewDrill): Promise<Drill> {
    const { store, clock, log } = this.#deps;
    const from_ms = cityDayStartOf(day);
    if (from_ms + DAY_MS > clock.now()) throw drillsErrors.not_past({ day });
    const row = await store.add({ day, note, asked_by: session.account, asked_ms: clock.now() });
    if (!row) throw drillsErrors.busy();
    guarded(log, 'run a past day', () => this.#work(row, from_ms))();
    return { ...row, same_as: [] };
  }

  async #work({ id, day }: DrillSummary, from_ms: number): Promise<void> {
    const { store } = this.#deps;
    try {
      const { result, inputs } = await this.#resultOf(from_ms, from_ms + DAY_MS);
      const digest = digestOf(result);
      await store.finish(id, {
        ...{ inputs: digestOf([day, inputs]), digest },
        ...{ counts: countsOf(result), result },
      });
    } catch (error) {
      await store.fail(id);
      throw error;
    }
  }

  async #resultOf(from_ms: number, to_ms: number) {
    const { replayRules, silencing, warningsThen, situationsThen, signalsThen, replayPlans } = this.#deps;
    const [rules, then, reported, signals] = [
      await replayRules(from_ms, to_ms),
      await warningsThen(from_ms, to_ms),
      await situationsThen(from_ms, to_ms),
      await signalsThen(from_ms, to_ms),
    ];
    const raised = rules
      .flatMap(({ rule, warnings }) => warnings.map((warning) => ({ rule, warning })))
      .sort((a, b) => a.warning.began_ms - b.warning.began_ms || (a.warning.key < b.warning.key ? -1 : 1));
    const all = raised.map(({ warning }) => warning);
    const silences = silencing().map(({ id, reason, matches }) => ({
      ...{ id, reason },
      hidden: new Set(all.filter(({ labels }) => matches(labels))),
    }));
    const weather = then.filter(isNotOfRule).map((one) => ({ ...one, kind: weatherKindOf(one.kind) }));
    const plans = await replayPlans([from_ms, to_ms], [...pastOf(weather), ...pastOf(all)]);
    const asked = await this.#askedAt(all.map(({ began_ms }) => began_ms));
    const result: DrillResult = {
      rules: rules.map(({ rule, steps, steps_expected, warnings }) => ({
        ...{ id: rule.id, version: rule.version, name: rule.draft.name, steps, steps_expected },
        warnings: warnings.length,
      })),
      warnings: raised.slice(0, MOST_WARNINGS).map(({ rule, warning }) => ({
        ...{ rule: rule.id, rule_name: rule.draft.name, title: warning.title, level: warning.level },
        ...{ from_ms: warning.began_ms, to_ms: warning.ended_ms, worst: warning.value },
        asked: asked.get(warning.began_ms) ?? [],
        hidden_by: silences.filter(({ hidden }) => hidden.has(warning)).map(({ id }) => id),
        warned_ms: warnedAt(warning, then),
      })),
      situations: reported.map((one) => situationOf(one, [...all, ...signals])),
      plans: plans.map(asShown),
      silences: silences.map(({ id, reason, hidden }) => ({ id, reason, hides: hidden.size })),
      lacks: [...lacksOf(rules, raised.length), SIGNALS_AS_STORED],
    };
    const inputs = {
      rules: rules.map(({ rule, steps }) => [rule.id, rule.version, steps]),
      plans: plans.map(({ plan, version }) => [plan, version]),
      silences: silences.map(({ id }) => id),
      warned: then.map(({ key, began_ms, ended_ms }) => [key, began_ms, ended_ms]),
      signals: signals.map(({ key, began_ms }) => [key, began_ms]),
      reported: reported.map(({ id, received_ms }) => [id, received_ms]),
    };
    return { result, inputs };
  }

  /** Who would have been asked first at each instant. */
  async #askedAt(instants: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
    const { escalationAt, namesOf } = this.#deps;
    const asked = new Map<number, readonly string[]>();
    for (const at_ms of new Set(instants)) asked.set(at_ms, (await escalationAt(at_ms, null)).slice(0, 1));
    const names = await namesOf([...new Set([...asked.values()].flat())]);
    return new Map([...asked].map(([at_ms, who]) => [at_ms, who.map((one) => names.get(one) ?? one)]));
  }
}

/** Warnings that came from elsewhere: what rules raised that day is raised again by those of today. */
const isNotOfRule = ({ origin }: Pick<WarningThen, 'origin'>): boolean => origin !== 'rule';

const pastOf = (warnings: readonly Omit<WarningThen, 'origin'>[]): PastWarning[] =>
  warnings.map(({ kind, level, place, began_ms, ended_ms }) => ({
    ...{ kind, level, from_ms: began_ms, to_ms: ended_ms },
    districts: place.districts.length === 0 ? null : place.districts,
  }));

const asShown = ({ phases, ...plan }: ReplayedPlan): DrillResult['plans'][number] => ({
  ...plan,
  phases: phases.map(({ tasks, ...phase }) => ({
    ...phase,
    tasks: tasks.map(({ name, units }) => ({ name, units: [...units] })),
  })),
});

const sameIn = (row: DrillSummary, rows: readonly DrillSummary[]): number[] =>
  rows
    .filter(({ id, inputs, digest }) => {
      const isSame = inputs !== null && inputs === row.inputs && digest === row.digest;
      return isSame && id !== row.id;
    })
    .map(({ id }) => id)
    .sort((a, b) => a - b);

const SIGNALS_AS_STORED = {
  zh: '识别结果取当天运行时的记录：逐窗口的通过记录不留存，不能用今天的参数重算',
  en: 'Signals are those that detection noticed on that day: passes by window are not stored, so that it cannot be run again',
};

/** What of the day could not be run. */
function lacksOf(rules: readonly ReplayedRule[], count: number): DrillResult['lacks'] {
  const without = rules.filter(({ steps }) => steps === null).map(({ rule }) => rule.draft.name);
  const thin = rules.filter(({ steps, steps_expected }) => steps !== null && steps < steps_expected);
  const joined = (language: 'zh' | 'en', by: string, all: readonly { zh: string; en: string }[]) =>
    all.map((one) => one[language] || one.zh).join(by);
  return [
    ...(without.length > 0
      ? [
          {
            zh: `这些规则的测量没有留存历史，未能重演：${joined('zh', '、', without)}`,
            en: `No past of what these rules look at is stored: ${joined('en', ', ', without)}`,
          },
        ]
      : []),
    ...(thin.length > 0
      ? [
          {
            zh: `${thin.length} 条规则的历史不完整，缺测的时段没有重演`,
            en: `The past of ${thin.length} rules has gaps, which were not run`,
          },
        ]
      : []),
    ...(count > MOST_WARNINGS
      ? [
          {
            zh: `共 ${count} 条预警，只列出最早的 ${MOST_WARNINGS} 条`,
            en: `There are ${count} warnings; the first ${MOST_WARNINGS} are listed`,
          },
        ]
      : []),
  ];
}
