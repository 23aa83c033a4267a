import type { VisitRule, VisitRuleText } from '@opentocc/contract';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Clock, cityDay, isDay } from '../../../kit/clock.ts';
import { invariant } from '../../../kit/errors.ts';
import { createReload } from '../../../kit/reload.ts';
import { visitsErrors } from './errors.ts';
import type { RuleRow } from './model.ts';
import type { RuleStore } from './rule-store.ts';
import { VISIT_RULES } from './rules.ts';

export interface RuleBookDeps {
  readonly store: RuleStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

type OfKind<K extends VisitRuleText['kind']> = Extract<VisitRuleText, { kind: K }>;

export interface NewVisitRule {
  readonly key: string;
  readonly seen: number;
  readonly rule: VisitRuleText;
  readonly valid_from: string;
  readonly source: { readonly zh: string; readonly en: string };
  readonly assumed: boolean;
  readonly reason: string;
}

/** Rules of visits: those that come with the product, and the versions that people made after them. */
export function createRuleBook({ store, clock, audit }: RuleBookDeps) {
  let made: readonly RuleRow[] = [];
  const load = createReload(async () => {
    made = await store.list();
  });
  const list = (): VisitRule[] =>
    VISIT_RULES.flatMap((first) => [
      { ...first, reason: '', made_by: null, made_ms: null },
      ...made.filter(({ key }) => key === first.key),
    ]);
  /** Of each key the version in force on a day: as of clocks the one that began last, of two of one day the later one. */
  const on = (day: string): VisitRule[] => {
    const valid = list()
      .filter(({ valid_from }) => valid_from <= day)
      .sort((a, b) => a.valid_from.localeCompare(b.valid_from));
    return [...new Map(valid.map((rule) => [rule.key, rule])).values()];
  };

  return {
    ...{ load, list },
    on,
    /** How cases of a day are drawn and called. */
    sampling(day: string): OfKind<'sampling'> {
      const found = on(day).find(({ rule }) => rule.kind === 'sampling')?.rule;
      invariant(found?.kind === 'sampling', 'a rule of sampling is always in force');
      return found;
    },
    async add(acting: Acting, given: NewVisitRule): Promise<VisitRule> {
      const { key, seen, rule, valid_from, source, assumed, reason } = given;
      const before = list().findLast((one) => one.key === key);
      if (!before) throw visitsErrors.unknown_rule({ key });
      if (!isOfKind(rule, before.rule)) throw visitsErrors.rule_kind({ key });
      if (before.version !== seen) throw visitsErrors.rule_changed();
      const now_ms = clock.now();
      if (!isDay(valid_from) || valid_from < cityDay(now_ms))
        throw visitsErrors.rule_past({ day: cityDay(now_ms) });
      const { principal, account } = acting.session;
      const row = await store.add({
        ...{ key, version: seen + 1, name: before.name, rule, valid_from, assumed, reason },
        ...{ source: { zh: source.zh, en: source.en || source.zh }, made_by: account, made_ms: now_ms },
      });
      await load();
      if (!row) throw visitsErrors.rule_changed();
      await audit.record({
        ...{ principal, actor: account, address: acting.address, action: 'visits.rule' },
        ...{ target: `visit-rule:${key}`, result: 'done', detail: { version: row.version, reason } },
      });
      return row;
    },
  };
}

/** A rule that leaves cases out does so for one reason, which its key and its name say. */
const isOfKind = (rule: VisitRuleText, before: VisitRuleText): boolean =>
  rule.kind === 'exclusion'
    ? before.kind === 'exclusion' && before.when === rule.when
    : before.kind === rule.kind;

export type RuleBook = ReturnType<typeof createRuleBook>;
