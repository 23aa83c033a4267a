import type { CaseRule, CaseRuleMatch, ClockRule, NewCaseRule } from '@opentocc/contract';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, isDay } from '../../../kit/clock.ts';
import { ruleAt } from '../../../kit/clocks/index.ts';
import { createReload } from '../../../kit/reload.ts';
import { casesErrors } from './errors.ts';
import type { CaseRow } from './model.ts';
import type { RuleRow, RuleStore } from './rule-store.ts';
import { CASE_RULES, keyOf, type RuleText } from './rules.ts';

/** What a rule is chosen by. */
export type Matched = Pick<CaseRow, 'type' | 'field' | 'channel'>;

/** The rule by which a clock of a case begins at an instant. */
export type RuleFinder = (code: string, of: Matched, at_ms: number) => ClockRule;

export interface RuleBookDeps {
  readonly store: RuleStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

/** Rules by which cases are due: those that come with the product, and the versions that people made after them. */
export class RuleBook {
  readonly #deps: RuleBookDeps;
  #made: readonly RuleRow[] = [];

  constructor(deps: RuleBookDeps) {
    this.#deps = deps;
  }

  load = createReload(async () => {
    this.#made = await this.#deps.store.list();
  });

  rules = (): readonly RuleText[] => [...CASE_RULES, ...this.#made.map(({ rule }) => rule)];

  find: RuleFinder = (code, of, at_ms) => findRule(this.rules(), code, of, at_ms);

  /** The versions of a rule after each other. */
  list(): CaseRule[] {
    const all = [...CASE_RULES.map(asDelivered), ...this.#made.map(asMade)];
    return [...new Set(all.map(({ key }) => key))]
      .sort((a, b) => a.localeCompare(b))
      .flatMap((key) => all.filter((rule) => rule.key === key));
  }

  /** Adds a version, or the first one of a new match. Clocks that run hold theirs. */
  async add({ session, address }: Acting, given: NewCaseRule): Promise<CaseRule> {
    const { store, clock, audit } = this.#deps;
    const now_ms = clock.now();
    const key = keyOf(given.code, given.match);
    const last = this.rules().findLast((rule) => rule.key === key);
    if ((last?.version ?? 0) !== given.seen) throw casesErrors.rule_changed();
    const rule = nextOf(last ?? this.#general(given, now_ms), given, last?.version ?? 0, now_ms);
    const { version } = rule;
    const made = { key, version, rule, reason: given.reason, made_by: session.account, made_ms: now_ms };
    const row = await store.add(made);
    await this.load();
    if (!row) throw casesErrors.rule_changed();
    const { principal, account: actor } = session;
    await audit.record({
      ...{ principal, actor, address, action: 'cases.rules', target: `case-rule:${key}`, result: 'done' },
      detail: { version, length: rule.length, valid_from: rule.valid_from, reason: given.reason },
    });
    return asMade(row);
  }

  /** The rule that holds today for what a new match is about: its measure is that of the new one. */
  #general({ code, match }: NewCaseRule, now_ms: number): RuleText {
    const fitting = this.rules().filter((rule) => rule.code === code && isCovered(rule.match, match));
    const specific = Math.max(...fitting.map((rule) => weightOf(rule.match)));
    return ruleAt(
      fitting.filter((rule) => weightOf(rule.match) === specific),
      code,
      now_ms,
    ) as RuleText;
  }
}

/**
 * Of the rules that are valid by then and match, the most specific; of its versions the one that began last. What says
 * more of the case wins, and where two say as much, type goes before field and field before channel.
 */
export function findRule(rules: readonly RuleText[], code: string, of: Matched, at_ms: number): ClockRule {
  const day = cityDay(at_ms);
  const fitting = rules.filter(
    (rule) => rule.code === code && rule.valid_from <= day && isCovered(rule.match, of),
  );
  const specific = Math.max(...fitting.map(({ match }) => weightOf(match)));
  return ruleAt(
    fitting.filter(({ match }) => weightOf(match) === specific),
    code,
    at_ms,
  );
}

const isCovered = (match: CaseRuleMatch, of: CaseRuleMatch): boolean =>
  (['type', 'field', 'channel'] as const).every((name) => match[name] === null || match[name] === of[name]);

function weightOf({ type, field, channel }: CaseRuleMatch): number {
  const [a, b, c] = [type, field, channel].map((one) => Number(one !== null));
  return 100 * (a + b + c) + 4 * a + 2 * b + c;
}

/** @throws AppError when it would begin in the past, or its parts do not fit each other */
function nextOf(before: RuleText, given: NewCaseRule, version: number, now_ms: number): RuleText {
  const { code, match, valid_from, length, soon, extension, pausable, source, assumed } = given;
  if (!isDay(valid_from) || valid_from < cityDay(now_ms))
    throw casesErrors.rule_past({ day: cityDay(now_ms) });
  const isDays = before.measure.kind === 'working_days';
  const isWhole = [length, soon ?? 1, extension ?? 1].every((one) => Number.isInteger(one));
  if (isDays && (!isWhole || length > MOST_DAYS)) throw casesErrors.rule_days({ most: MOST_DAYS });
  if (soon !== null && soon > length) throw casesErrors.rule_soon();
  return {
    ...{ code, key: keyOf(code, match), match, version: version + 1, name: before.name, valid_from },
    ...{ source: { zh: source.zh, en: source.en || source.zh }, assumed, measure: before.measure, length },
    soon: soon === null ? null : isDays ? { kind: 'own', length: soon } : { kind: 'time', ms: soon },
    ...{ extension, pausable, on_reopen: before.on_reopen },
  };
}

const MOST_DAYS = 250;

const asDelivered = (rule: RuleText): CaseRule => ({ ...rule, reason: '', made_by: null, made_ms: null });
const asMade = ({ rule, reason, made_by, made_ms }: RuleRow): CaseRule => ({
  ...{ ...rule, reason, made_by, made_ms },
});
