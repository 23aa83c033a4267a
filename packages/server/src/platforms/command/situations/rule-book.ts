import type { ClockRule, NewSituationRule, SituationRule } from '@opentocc/contract';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, isDay } from '../../../kit/clock.ts';
import { createReload } from '../../../kit/reload.ts';
import { situationsErrors } from './errors.ts';
import type { RuleRow, RuleStore } from './rule-store.ts';
import { SITUATION_RULES } from './rules.ts';

export interface RuleBookDeps {
  readonly store: RuleStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

/** Rules by which situations are due: those that come with the product, and the versions that people made after them. */
export class RuleBook {
  readonly #deps: RuleBookDeps;
  #made: readonly RuleRow[] = [];

  constructor(deps: RuleBookDeps) {
    this.#deps = deps;
  }

  load = createReload(async () => {
    this.#made = await this.#deps.store.list();
  });

  /** For clocks that begin; of two versions of one day the later one counts. */
  rules = (): readonly ClockRule[] => [...SITUATION_RULES, ...this.#made.map(({ rule }) => rule)];

  /** The versions of a rule after each other. */
  list(): SituationRule[] {
    const codes = [...new Set(SITUATION_RULES.map(({ code }) => code))];
    const all = [...SITUATION_RULES.map(asDelivered), ...this.#made.map(asMade)];
    return codes.flatMap((code) => all.filter((rule) => rule.code === code));
  }

  /** Adds a version. Clocks that run keep theirs. */
  async add({ session, address }: Acting, given: NewSituationRule): Promise<SituationRule> {
    const { store, clock, audit } = this.#deps;
    const now_ms = clock.now();
    const before = this.rules().findLast(({ code }) => code === given.code);
    if (!before) throw situationsErrors.unknown_rule({ code: given.code });
    if (before.version !== given.seen) throw situationsErrors.rule_changed();
    const rule = nextOf(before, given, now_ms);
    const { code, version } = rule;
    const made = { code, version, rule, reason: given.reason, made_by: session.account, made_ms: now_ms };
    const row = await store.add(made);
    await this.load();
    if (!row) throw situationsErrors.rule_changed();
    const { principal, account: actor } = session;
    await audit.record({
      ...{ principal, actor, address, action: 'situations.rule', target: `situation-rule:${code}` },
      ...{ result: 'done', detail: { version, before: lengthsOf(before), after: lengthsOf(rule) } },
    });
    return asMade(row);
  }
}

/** @throws AppError when it would begin in the past, or its parts do not fit each other */
function nextOf(before: ClockRule, given: NewSituationRule, now_ms: number): ClockRule {
  const { valid_from, length, soon, extension, pausable, source, assumed } = given;
  if (!isDay(valid_from) || valid_from < cityDay(now_ms))
    throw situationsErrors.rule_past({ day: cityDay(now_ms) });
  const isDays = before.measure.kind === 'working_days';
  const isWhole = [length, soon ?? 1, extension ?? 1].every((one) => Number.isInteger(one));
  if (isDays && (!isWhole || length > MOST_DAYS)) throw situationsErrors.rule_days({ most: MOST_DAYS });
  if (soon !== null && soon > length) throw situationsErrors.rule_soon();
  return {
    ...{ code: before.code, version: before.version + 1, name: before.name, valid_from },
    ...{ source: { zh: source.zh, en: source.en || source.zh }, assumed, measure: before.measure, length },
    soon: soon === null ? null : isDays ? { kind: 'own', length: soon } : { kind: 'time', ms: soon },
    ...{ extension, pausable, on_reopen: before.on_reopen },
  };
}

const MOST_DAYS = 250;

const lengthsOf = ({ valid_from, length, extension, pausable, assumed }: ClockRule) => ({
  ...{ valid_from, length, extension, pausable, assumed },
});
const asDelivered = (rule: ClockRule): SituationRule => ({
  ...rule,
  reason: '',
  made_by: null,
  made_ms: null,
});
const asMade = ({ rule, reason, made_by, made_ms }: RuleRow): SituationRule => ({
  ...{ ...rule, reason, made_by, made_ms },
});
