import type { VisitRule } from '@opentocc/contract';
import { Form, Input } from 'antd';
import { call } from '../../../ui/api.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { DateField } from '../../ui/date-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SourceFields, type SourceOf } from '../../ui/source-fields.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { VISITS } from './queries.ts';
import { RuleFieldsOf } from './rule-fields.tsx';
import { fieldsOf, type RuleFields, ruleOf } from './rule-values.ts';

interface Fields extends RuleFields, SourceOf {
  readonly valid_from: string;
  readonly reason: string;
}

interface Props {
  /** Its last version. */
  readonly rule: VisitRule;
  close(): void;
}

/** The next version of a rule: what it sets, from which day on, what it stands on, and why it is revised. */
export function RuleDialog({ rule: { key, version, name, rule, source, assumed }, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const required = useRequired();
  const save = useSaving(VISITS);
  const [form] = Form.useForm<Fields>();
  const today = dayOf(platformNow());
  return (
    <FormDialog
      title={t('visits.revise_of', { name: name[language] })}
      okText={t('visits.revise')}
      form={form}
      initial={{ ...fieldsOf(rule), ...source, valid_from: today, assumed }}
      save={({ valid_from, zh, en, assumed: isAssumed, reason, ...fields }) =>
        save(() =>
          call('POST /api/v1/visit-rules', {
            body: {
              ...{ key, seen: version, rule: ruleOf(rule, fields), valid_from, reason },
              ...{ source: { zh, en: en ?? '' }, assumed: isAssumed },
            },
          }),
        )
      }
      close={close}
    >
      <RuleFieldsOf kind={rule.kind} />
      <Form.Item name="valid_from" label={t('visits.valid_from')} rules={[required]}>
        <DateField min={today} />
      </Form.Item>
      <SourceFields />
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
