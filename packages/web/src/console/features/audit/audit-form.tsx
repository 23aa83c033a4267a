import type { AuditEntry } from '@opentocc/contract';
import { Button, Form, Input, Select } from 'antd';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useAuditWords } from '../../audit-words.ts';
import { useAccounts } from '../../session/directory.ts';
import { DateField } from '../../ui/date-field.tsx';

/** What is searched for; days in the city's time zone. */
export interface AuditFields {
  action?: string;
  principal?: string;
  target?: string;
  text?: string;
  result?: AuditEntry['result'];
  from?: string;
  to?: string;
}

const RESULTS: readonly AuditEntry['result'][] = ['done', 'refused', 'failed'];

/** Everything that a search of the audit can be narrowed by. */
export function AuditForm({ search }: { search(fields: AuditFields): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<AuditFields>();
  const results = RESULTS.map((value) => ({ value, label: t(`audit.result.${value}`) }));
  const clear = () => {
    form.resetFields();
    search({});
  };
  return (
    <Form<AuditFields> form={form} layout="vertical" onFinish={search} className="audit-form">
      <Form.Item name="from" label={t('audit.from')}>
        <DateField mayBeEmpty />
      </Form.Item>
      <Form.Item name="to" label={t('audit.to')}>
        <DateField mayBeEmpty />
      </Form.Item>
      <Form.Item name="principal" label={t('audit.actor')}>
        <Select allowClear options={usePrincipals()} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="action" label={t('audit.action')}>
        <Select allowClear options={useActions()} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="result" label={t('audit.outcome')}>
        <Select allowClear options={results} />
      </Form.Item>
      <Form.Item name="text" label={t('audit.text')}>
        <Input allowClear />
      </Form.Item>
      <div className="audit-form-acts">
        <Button type="primary" htmlType="submit">
          {t('audit.search')}
        </Button>
        <Button onClick={clear}>{t('audit.clear')}</Button>
      </div>
    </Form>
  );
}

function usePrincipals() {
  const kinds = useAuditWords('subjects');
  const people = (known(useAccounts()) ?? []).map(({ id, name }) => ({
    value: `account:${id}`,
    label: name,
  }));
  const others = ['system', 'anonymous'].map((value) => ({ value, label: kinds[value] }));
  return [...others, ...people];
}

/** Single actions, after the groups that they begin with; requests that no service names are found by their method. */
function useActions() {
  const { t } = useTranslation();
  const groups = useAuditWords('groups');
  const acts = useAuditWords('acts');
  return Object.entries(groups).map(([beginning, label]) => ({
    label,
    options: [
      { value: beginning, label: t('audit.act_all', { group: label }) },
      ...Object.entries(acts)
        .filter(([action]) => action.startsWith(beginning))
        .map(([value, name]) => ({ value, label: name })),
    ],
  }));
}
