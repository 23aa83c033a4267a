import type { VisitRuleText } from '@opentocc/contract';
import { Checkbox, Form, InputNumber, Select } from 'antd';
import { known, standOf } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useRequired } from '../../ui/use-required.ts';
import { useCategoryNames } from './queries.ts';
import { NUMBERS } from './rule-values.ts';

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
  const categories = useCategoryNames();
  return (
    <Form.Item name="categories" label={t('visits.rule_categories')}>
      <Select
        mode="multiple"
        loading={standOf(categories).kind === 'loading'}
        showSearch={{ optionFilterProp: 'label' }}
        options={known(categories)?.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
    </Form.Item>
  );
}
