import type { MeasureSpace, RuleDraft, WarningRule } from '@opentocc/contract';
import { Form } from 'antd';
import { useDeferredValue } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useMeasures, useRuleChoices } from './queries.ts';
import { draftOf, FIRST_FIELDS, fieldsOf, type RuleFields } from './rule-fields.ts';
import { RuleForm } from './rule-form.tsx';
import { RulePreview } from './rule-preview.tsx';

/** Writes a rule, and shows beside it what it would have done in the last days. */
export function RuleDialog({ rule, close }: { readonly rule: WarningRule | null; close(): void }) {
  const { t } = useTranslation();
  const run = useSaving('warning-rules', 'warnings');
  const [form] = Form.useForm<RuleFields>();
  const [measures, choices] = [useMeasures(), useRuleChoices()];
  const before = rule?.draft ?? null;
  const spaceOf = (measure: string) => known(measures)?.find(({ code }) => code === measure)?.space;
  // Fields that are not shown for this measure stay in the form, and the draft leaves them out.
  const fieldsNow = (): RuleFields => ({ ...FIRST_FIELDS, ...form.getFieldsValue(true) });
  const save = (_: RuleFields) => {
    const fields = fieldsNow();
    return run(() => store(draftOf(fields, before, spaceOf(fields.measure)), rule, t('warnings.no_level')));
  };
  return (
    <FormDialog
      title={rule ? t('warnings.edit') : t('warnings.new_rule')}
      okText={t('common.ok')}
      width={980}
      form={form}
      initial={before ? fieldsOf(before) : FIRST_FIELDS}
      save={save}
      close={close}
    >
      <Answer query={measures}>
        {(all) => <Answer query={choices}>{(chosen) => <RuleForm measures={all} choices={chosen} />}</Answer>}
      </Answer>
      <Form.Item noStyle shouldUpdate>
        {() => {
          const fields = fieldsNow();
          return <Preview fields={fields} before={before} space={spaceOf(fields.measure)} />;
        }}
      </Form.Item>
    </FormDialog>
  );
}

function store(draft: RuleDraft | null, rule: WarningRule | null, lacks: string) {
  if (draft === null) return Promise.reject(new Error(lacks));
  if (!rule) return call('POST /api/v1/warning-rules', { body: draft });
  return call('PUT /api/v1/warning-rules/:id', {
    params: { id: rule.id },
    body: { ...draft, version: rule.version },
  });
}

interface PreviewProps {
  readonly fields: RuleFields;
  readonly before: RuleDraft | null;
  readonly space: MeasureSpace | undefined;
}

function Preview({ fields, before, space }: PreviewProps) {
  return <RulePreview draft={useDeferredValue(draftOf(fields, before, space))} />;
}
