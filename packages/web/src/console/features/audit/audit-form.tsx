import type { AuditEntry } from '@opentocc/contract';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAccounts } from '../../session/directory.ts';

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
  const results = RESULTS.map((value) => ({ value, label: t(`authority.result.${value}`) }));
  const clear = () => {
    form.resetFields();
    search({});
  };
  return (
    <Form<AuditFields> form={form} layout="vertical" onFinish={search} className="audit-form">
      <Form.Item name="from" label={t('authority.audit_from')}>
        <input type="date" className="day-picker" />
      </Form.Item>
      <Form.Item name="to" label={t('authority.audit_to')}>
        <input type="date" className="day-picker" />
      </Form.Item>
      <Form.Item name="principal" label={t('authority.audit_actor')}>
        <Select allowClear options={usePrincipals()} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="action" label={t('authority.audit_action')}>
        <Select allowClear options={useActions()} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="result" label={t('authority.audit_result')}>
        <Select allowClear options={results} />
      </Form.Item>
      <Form.Item name="text" label={t('authority.audit_text')}>
        <Input allowClear />
      </Form.Item>
      <div className="audit-form-acts">
        <Button type="primary" htmlType="submit">
          {t('authority.search')}
        </Button>
        <Button onClick={clear}>{t('authority.clear')}</Button>
      </div>
    </Form>
  );
}

function usePrincipals() {
  const { t } = useTranslation();
  const people = (useAccounts().data ?? []).map(({ id, name }) => ({ value: `account:${id}`, label: name }));
  const others = (['system', 'anonymous'] as const).map((value) => ({
    value,
    label: t(`authority.subject.${value}`),
  }));
  return [...others, ...people];
}

/** Single actions, after the groups that they begin with; requests that no service names are found by their method. */
function useActions() {
  const { t } = useTranslation();
  const groups: Record<string, string> = t('authority.act_group', { returnObjects: true });
  const acts: Record<string, string> = t('authority.act', { returnObjects: true });
  return Object.entries(groups).map(([beginning, label]) => ({
    label,
    options: [
      { value: beginning, label: t('authority.act_all', { group: label }) },
      ...Object.entries(acts)
        .filter(([action]) => action.startsWith(beginning))
        .map(([value, name]) => ({ value, label: name })),
    ],
  }));
}
