import {
  type Bilingual,
  type RuleDraft,
  WARNING_LEVELS,
  type WarningEnd,
  type WarningLevel,
} from '@opentocc/contract';
import { type KernelRule, RuleKernel, type SavedSlot } from '@opentocc/core/rules';
import type { City } from './city.ts';
import { findMeasure, MEASURES, type Measure } from './measures/index.ts';
import { isOn } from './schedule.ts';
import type { Members, Spaces } from './spaces/index.ts';

/** A rule in force. */
export interface RuleRow {
  readonly id: number;
  readonly version: number;
  readonly draft: RuleDraft;
  readonly author: string;
  readonly at_ms: number;
}

/** A slot of the kernel as it is stored: by key, since numbers may change. */
export interface StoredSlot {
  readonly key: string;
  readonly since_ms: readonly (number | null)[];
  readonly level: number;
  readonly below_ms: number | null;
  readonly seen_ms: number;
}
export interface StoredSlots {
  readonly rule: number;
  readonly version: number;
  readonly slots: readonly StoredSlot[];
}

/** A rule that fires for a subject now. */
export interface Firing {
  readonly rule: RuleRow;
  readonly measure: Measure;
  readonly subject: number;
  /** Of the warning: rule and subject. */
  readonly key: string;
  readonly level: WarningLevel;
  readonly value: number | null;
  readonly threshold: number | null;
  /** The value supports no level any more; it ends once that has lasted. */
  readonly clearing: boolean;
}

export const warningKey = (rule: number, subject_key: string): string => `rule/${rule}/${subject_key}`;

/** A draft as the kernel takes it. @param members of its space */
export function kernelRuleOf(draft: RuleDraft, { members }: Members): KernelRule {
  const measure = findMeasure(draft.measure);
  return {
    column: measure ? MEASURES.indexOf(measure) : 0,
    sign: measure?.bad === 'below' ? -1 : 1,
    // A measure that is gone has no level that could be reached.
    thresholds: WARNING_LEVELS.map((level) => (measure && draft.levels[level]) ?? Number.NaN),
    hysteresis: draft.hysteresis,
    for_ms: draft.for_s * 1000,
    clear_ms: draft.clear_for_s * 1000,
    members,
  };
}

/** Rules, their places and the kernel that runs them: what burns now by rules alone. */
export class RuleEngine {
  readonly #kernel = new RuleKernel();
  #rules: readonly RuleRow[] = [];
  #members: readonly Members[] = [];
  #columns: Float32Array[] = MEASURES.map(() => new Float32Array(0));
  #registered = -1;
  #on: boolean[] = [];
  /** Rules whose stored slots are old, by id. */
  readonly #unsaved = new Set<number>();

  constructor(
    private readonly city: City,
    private readonly spaces: Spaces,
  ) {}

  get rules(): readonly RuleRow[] {
    return this.#rules;
  }

  /** @param stored slots of before the start */
  load(rules: readonly RuleRow[], stored: readonly StoredSlots[]): void {
    const byRule = new Map(stored.map((one) => [one.rule, one]));
    this.#take(rules, (rule) => {
      const found = byRule.get(rule.id);
      return found?.version === rule.version ? found.slots : [];
    });
  }

  /** Rules that stay as they are go on where they stand; others begin again. */
  setRules(rules: readonly RuleRow[]): void {
    const stored = new Map(this.#rules.map((rule, r) => [rule.id, { rule, slots: this.#slotsOf(r) }]));
    this.#take(rules, ({ id, version }) => {
      const found = stored.get(id);
      return found?.rule.version === version ? found.slots : [];
    });
    for (const { id } of rules) this.#unsaved.add(id);
  }

  /** Reads all measures that rules look at, and runs the rules. */
  step(at_ms: number): void {
    this.#refreshRegistered();
    const used = new Set(this.#rules.map(({ draft }) => draft.measure));
    this.#columns = MEASURES.map((measure) => {
      if (!used.has(measure.code)) return new Float32Array(0);
      const space = this.spaces[measure.space];
      const column = new Float32Array(space.size()).fill(Number.NaN);
      measure.read(this.city, space, at_ms, column);
      return column;
    });
    this.#on = this.#rules.map(({ draft }) => draft.enabled && isOn(draft.schedule, at_ms));
    this.#kernel.step(at_ms, this.#columns, (r) => this.#on[r]);
    for (const r of this.#kernel.changed) this.#unsaved.add(this.#rules[r].id);
  }

  *firing(): Generator<Firing> {
    const { slots } = this.#kernel;
    for (let r = 0; r < this.#rules.length; r++)
      for (let slot = slots.offset[r]; slot < slots.offset[r + 1]; slot++)
        if (slots.level[slot] > 0) yield this.#firingOf(r, slot);
  }

  /** Why a warning of a rule does not burn any more. */
  whyOver(rule: number, version: number, key: string): WarningEnd {
    const r = this.#rules.findIndex(({ id }) => id === rule);
    if (r < 0 || this.#rules[r].version !== version) return 'rule_changed';
    if (!this.#on[r]) return 'off_schedule';
    const { draft } = this.#rules[r];
    const measure = findMeasure(draft.measure);
    const subject = measure && this.spaces[measure.space].findKey(key.split('/').slice(2).join('/'));
    const value =
      measure && subject !== undefined ? this.#columns[MEASURES.indexOf(measure)][subject] : undefined;
    return value === undefined || Number.isNaN(value) ? 'no_data' : 'cleared';
  }

  /** Slots that differ from what is stored; {@link saved} says that they are. */
  unsaved(): StoredSlots[] {
    return this.#rules.flatMap(({ id, version }, r) =>
      this.#unsaved.has(id) ? [{ rule: id, version, slots: this.#slotsOf(r) }] : [],
    );
  }
  saved(rules: readonly StoredSlots[]): void {
    for (const { rule } of rules) this.#unsaved.delete(rule);
  }

  /** How a rule does now. */
  standing(id: number) {
    const r = this.#rules.findIndex((rule) => rule.id === id);
    if (r < 0) return { places: 0, pending: 0, firing: 0, left_out: 0, missing: [] };
    const { slots, left_out } = this.#kernel;
    const levels = slots.level.subarray(slots.offset[r], slots.offset[r + 1] ?? 0);
    const firing = levels.reduce((sum, level) => sum + Number(level > 0), 0);
    const { members, missing } = this.#members[r];
    const measure = findMeasure(this.#rules[r].draft.measure);
    const places = members?.length ?? (measure ? this.spaces[measure.space].size() : 0);
    return {
      places,
      pending: levels.length - firing,
      firing,
      left_out: left_out[r] ?? 0,
      missing: [...missing],
    };
  }

  /** What a subject of a measure is called, for previews. */
  nameOf(measure: Measure, subject: number): Bilingual {
    return this.spaces[measure.space].describe(subject).name;
  }

  #take(rules: readonly RuleRow[], slotsOf: (rule: RuleRow) => readonly StoredSlot[]): void {
    // Rules over the same places share one list of them: 5,000 lists of 20,000 links would be 400 MB.
    const known = new Map<string, Members>();
    this.#members = rules.map(({ draft }) => {
      const measure = findMeasure(draft.measure);
      if (!measure) return { members: new Uint32Array(0), missing: [draft.measure] };
      const key = `${measure.space}${JSON.stringify(draft.target)}`;
      const found = known.get(key) ?? this.spaces[measure.space].members(draft.target);
      known.set(key, found);
      return found;
    });
    const kernelRules = rules.map(({ draft }, r) => kernelRuleOf(draft, this.#members[r]));
    this.#kernel.setRules(kernelRules, (r) => this.#restored(rules[r], slotsOf(rules[r])));
    this.#rules = rules;
    this.#on = rules.map(() => true);
    this.#registered = this.#numberRegistered();
  }

  #restored({ draft }: RuleRow, slots: readonly StoredSlot[]): SavedSlot[] {
    const measure = findMeasure(draft.measure);
    return slots.flatMap(({ key, since_ms, level, below_ms, seen_ms }) => {
      const subject = measure && this.spaces[measure.space].findKey(key);
      if (subject === undefined) return [];
      const since = since_ms.map((one) => one ?? Number.NaN);
      return [{ subject, since_ms: since, level, below_ms: below_ms ?? Number.NaN, seen_ms }];
    });
  }

  #slotsOf(r: number): StoredSlot[] {
    const measure = findMeasure(this.#rules[r].draft.measure);
    if (!measure) return [];
    const space = this.spaces[measure.space];
    const stated = (ms: number) => (Number.isNaN(ms) ? null : ms);
    return this.#kernel.slots.save(r).map(({ subject, since_ms, level, below_ms, seen_ms }) => ({
      ...{ key: space.keyOf(subject), level, seen_ms },
      ...{ since_ms: since_ms.map(stated), below_ms: stated(below_ms) },
    }));
  }

  #firingOf(r: number, slot: number): Firing {
    const { slots } = this.#kernel;
    const rule = this.#rules[r];
    const measure = findMeasure(rule.draft.measure)!;
    const subject = slots.subject[slot];
    const level = WARNING_LEVELS[slots.level[slot] - 1];
    const value = slots.value[slot];
    return {
      ...{ rule, measure, subject, level },
      key: warningKey(rule.id, this.spaces[measure.space].keyOf(subject)),
      value: Number.isNaN(value) ? null : Number(value.toFixed(2)),
      threshold: rule.draft.levels[level],
      clearing: !Number.isNaN(slots.below_ms[slot]),
    };
  }

  /** Sources and detectors come and go; roads do not. */
  #refreshRegistered(): void {
    if (this.#numberRegistered() !== this.#registered) this.setRules(this.#rules);
  }
  #numberRegistered(): number {
    const dynamic = this.#rules.some(({ draft }) => {
      const space = findMeasure(draft.measure)?.space;
      return space === 'source' || space === 'detector';
    });
    return dynamic ? this.city.sources().length + this.city.detectors().length : 0;
  }
}
