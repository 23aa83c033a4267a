import type { GoodsClass, GoodsRule } from '@opentocc/contract';
import { checkSettings } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import { invariant } from '../../../kit/errors.ts';
import { coldErrors } from './errors.ts';
import { FIRST_RULES } from './first-rules.ts';
import type { ColdStore } from './store.ts';
import { faultWords } from './words.ts';

/** By what goods are supervised: versions are added and never changed, and a consignment stays with the one it was declared under. */
export function createRuleBook({ store, clock }: { readonly store: ColdStore; readonly clock: Clock }) {
  return {
    load: (): Promise<void> => store.addFirstRules(FIRST_RULES),
    list: (): Promise<GoodsRule[]> => store.listRules(),
    async inForce(goods_class: GoodsClass, at_ms: number): Promise<GoodsRule> {
      const rules = await store.listRules();
      const found = rules
        .filter((rule) => rule.goods_class === goods_class && rule.valid_from_ms <= at_ms)
        .at(-1);
      invariant(found, `a rule for ${goods_class} since the first start`);
      return found;
    },
    /** @throws AppError where it cannot be used, or somebody else added one meanwhile */
    async add(rule: Omit<GoodsRule, 'version' | 'valid_from_ms'>, seen: number): Promise<GoodsRule> {
      const faults = checkSettings(rule.settings);
      if (faults.length > 0) throw coldErrors.rule({ faults: faultWords(faults) });
      const made = { ...rule, version: seen + 1, valid_from_ms: clock.now() };
      await store.transaction(async (tx) => {
        const queries = store.of(tx);
        await queries.lockSlots(`rule:${rule.goods_class}`);
        const newest = (await queries.listRules())
          .filter((one) => one.goods_class === rule.goods_class)
          .at(-1);
        if (newest?.version !== seen) throw coldErrors.rule_changed();
        await queries.addRule(made);
      });
      return made;
    },
  };
}

export type RuleBook = ReturnType<typeof createRuleBook>;
