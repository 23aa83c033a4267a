import type { SituationKind, SituationSeverity } from '@opentocc/contract';
import { Form, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { SEVERITIES, SITUATION_KINDS } from '../choices.ts';
import { CHANGED } from '../queries.ts';
import type { CaseDialogProps } from './case-dialog.ts';

interface Fields {
  readonly kind: SituationKind;
  readonly severity: SituationSeverity;
}

/** What a caller saw is a matter of the duty officer too: the case becomes a report of a situation. */
export function ReportDialog({ one: { id, version }, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<Fields>();
  return (
    <FormDialog
      title={t('cases.act.report')}
      okText={t('cases.act.report')}
      form={form}
      initial={{ kind: 'obstruction', severity: 'medium' }}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/cases/:id/situation-report', { params: { id }, body: { version, ...fields } }),
        )
      }
      close={close}
    >
      <p className="muted">{t('cases.report_hint')}</p>
      <Form.Item name="kind" label={t('cases.situation_kind_title')}>
        <Select
          autoFocus
          options={SITUATION_KINDS.map((value) => ({ value, label: t(`cases.situation_kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="severity" label={t('cases.severity_title')}>
        <Select options={SEVERITIES.map((value) => ({ value, label: t(`cases.severity.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
