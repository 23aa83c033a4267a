import type { CaseRequest } from '@opentocc/contract';
import { Form, Input, Segmented } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED } from '../queries.ts';
import { UnitSelect } from '../unit-select.tsx';
import type { CaseDialogProps } from './case-dialog.ts';
import { RequestLine } from './request-line.tsx';

interface Fields {
  readonly granted: boolean;
  readonly reason: string;
  readonly unit?: string | null;
}

/** Rules on what a unit asked for; a return that is granted goes on at once to who has it to do. */
export function RulingDialog({ one, request, close }: CaseDialogProps & { readonly request: CaseRequest }) {
  const { t } = useTranslation();
  const { id, version } = one;
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const granted = Form.useWatch('granted', form) ?? true;
  return (
    <FormDialog
      title={t('cases.rule')}
      okText={t('common.ok')}
      form={form}
      initial={{ granted: true, unit: request.proposed_unit }}
      save={({ reason, unit = null, ...fields }) =>
        save(() =>
          call('POST /api/v1/cases/:id/rulings', {
            params: { id },
            body: { version, request: request.id, granted: fields.granted, reason, unit },
          }),
        )
      }
      close={close}
    >
      <RequestLine one={one} request={request} />
      <Form.Item name="granted" label={t('cases.ruling')}>
        <Segmented
          options={[
            { value: true, label: t('cases.grant') },
            { value: false, label: t('cases.refuse') },
          ]}
        />
      </Form.Item>
      {request.kind === 'return' && granted && (
        <Form.Item name="unit" label={t('cases.unit_instead')} extra={t('cases.unit_instead_hint')}>
          <UnitSelect />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
