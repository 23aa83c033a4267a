import type { SituationRule } from '@opentocc/contract';
import { Checkbox, Form, Input, InputNumber } from 'antd';
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
import { unitOf } from './rule-unit.ts';

interface Fields extends SourceOf {
  readonly valid_from: string;
  readonly length: number;
  readonly soon: number | null;
  readonly extension: number | null;
  readonly pausable: boolean;
  readonly reason: string;
}

/** Writes the next version of a rule; clocks that run keep theirs. */
export function RuleDialog({ rule, close }: { readonly rule: SituationRule; close(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const save = useSaving('situation-rules');
  const [form] = Form.useForm<Fields>();
  const required = useRequired();
  const { key, size } = unitOf(rule);
  const unit = t(`situations.unit_${key}`);
  const own = (length: number | null) => (length === null ? null : length / size);
  const soon = rule.soon === null ? null : rule.soon.kind === 'own' ? rule.soon.length : rule.soon.ms;
  const stored = (length: number | null | undefined) => (length ? length * size : null);
  const today = dayOf(platformNow());
  return (
    <FormDialog
      title={t('situations.revise_title', { name: rule.name[language], n: rule.version + 1 })}
      okText={t('situations.publish_rule')}
      form={form}
      initial={{
        ...{ valid_from: today, length: rule.length / size, soon: own(soon), extension: own(rule.extension) },
        ...{ pausable: rule.pausable, assumed: rule.assumed, zh: rule.source.zh, en: rule.source.en },
      }}
      save={({ zh, en, length, reason, valid_from, pausable, assumed, ...more }) => {
        const body = {
          ...{ code: rule.code, seen: rule.version, valid_from, length: length * size, pausable, assumed },
          ...{
            soon: stored(more.soon),
            extension: stored(more.extension),
            source: { zh, en: en ?? '' },
            reason,
          },
        };
        return save(() => call('POST /api/v1/situation-rules', { body }));
      }}
      close={close}
    >
      <p className="muted">{t('situations.rules_hint')}</p>
      <Form.Item name="valid_from" label={t('situations.valid_from')} rules={[required]}>
        <DateField />
      </Form.Item>
      <Form.Item name="length" label={`${t('situations.rule_length')} (${unit})`} rules={[required]}>
        <InputNumber min={1} precision={0} />
      </Form.Item>
      <Form.Item name="soon" label={`${t('situations.rule_soon')} (${unit})`}>
        <InputNumber min={1} precision={0} />
      </Form.Item>
      <Form.Item name="extension" label={`${t('situations.rule_extension')} (${unit})`}>
        <InputNumber min={1} precision={0} />
      </Form.Item>
      <Form.Item name="pausable" valuePropName="checked">
        <Checkbox>{t('situations.rule_pausable')}</Checkbox>
      </Form.Item>
      <SourceFields />
      <Form.Item name="reason" label={t('situations.rule_reason')} rules={[required, { min: 2 }]}>
        <Input maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}
