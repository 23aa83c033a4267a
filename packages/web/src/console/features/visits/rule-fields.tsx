import type { VisitRuleText } from '@opentocc/contract';
import { Checkbox, Form, InputNumber, Select } from 'antd';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useRequired } from '../../ui/use-required.ts';
import { useCategoryNames } from './queries.ts';

/** Numbers of the rule of samples and calls, each with its bounds. The share is typed in percent. */
const NUMBERS = [
  ['share_percent', 25, 100],
  ['attempts_most', 1, 10],
  ['between_min', 0, 10_080],
  ['satisfied_from', 2, 5],
  ['link_days', 1, 60],
] as const;

/** What a form of a rule holds of it, beside when it holds and why. */
export type RuleFields = Partial<Record<(typeof NUMBERS)[number][0], number>> & {
  readonly excludes?: boolean;
  readonly categories?: string[];
};

export function fieldsOf(rule: VisitRuleText): RuleFields {
  if (rule.kind === 'exclusion') return { excludes: rule.excludes };
  if (rule.kind === 'no_satisfaction') return { categories: rule.categories };
  const { kind: _, share, ...numbers } = rule;
  return { ...numbers, share_percent: Math.round(1000 * share) / 10 };
}

/** @param before the version that holds, of which the rest is taken */
export function ruleOf(before: VisitRuleText, fields: RuleFields): VisitRuleText {
  const { share_percent = 25, excludes, categories, ...numbers } = fields;
  if (before.kind === 'sampling')
    return { ...before, ...numbers, share: Math.round(10 * share_percent) / 1000 };
  return before.kind === 'exclusion'
    ? { ...before, excludes: excludes ?? before.excludes }
    : { ...before, categories: categories ?? before.categories };
}

/** The fields of one kind of rule. */
export function RuleFieldsOf({ kind }: Pick<VisitRuleText, 'kind'>) {
  const { t } = useTranslation();
  const required = useRequired();
  if (kind === 'exclusion')
    return (
      <Form.Item name="excludes" valuePropName="checked">
        <Checkbox>{t('visits.excludes')}</Checkbox>
      </Form.Item>
    );
  if (kind === 'no_satisfaction') return <CategoriesField />;
  return (
    <>
      {NUMBERS.map(([name, min, max]) => (
        <Form.Item key={name} name={name} label={t(`visits.rule_number.${name}`)} rules={[required]}>
          <InputNumber min={min} max={max} precision={name === 'share_percent' ? 1 : 0} />
        </Form.Item>
      ))}
    </>
  );
}

function CategoriesField() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  // Former versions of a category have its code too: the last one names it.
  const byCode = new Map((known(useCategoryNames()) ?? []).map((one) => [one.code, one]));
  const options = [...byCode.values()].map(({ code, name }) => ({
    value: code,
    label: name[language],
  }));
  return (
    <Form.Item name="categories" label={t('visits.rule_categories')}>
      <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} />
    </Form.Item>
  );
}
