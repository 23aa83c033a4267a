import type { AlarmOutcome, FreightAlarmKind, SanctionOf } from '@opentocc/contract';
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED, useRules } from './queries.ts';

const OUTCOMES: readonly AlarmOutcome[] = ['release', 'warning', 'suspension', 'removal'];
const OF: readonly SanctionOf[] = ['truck', 'driver', 'firm'];

interface Fields {
  readonly cause: string;
  readonly outcome: AlarmOutcome;
  readonly of: SanctionOf;
  readonly days?: number;
  readonly reason: string;
}

interface Props {
  readonly id: number;
  readonly version: number;
  readonly kind: FreightAlarmKind;
  close(): void;
}

/** Closes an alarm with its cause and what follows; a sanction waits for a second person. */
export function ClosingDialog({ id, version, kind, close }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [form] = Form.useForm<Fields>();
  const outcome = Form.useWatch('outcome', form);
  const causes = (known(useRules())?.causes ?? []).filter(({ kinds }) => kinds.includes(kind));
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const isSanction = outcome === 'suspension' || outcome === 'removal';
  return (
    <FormDialog
      title={t('freight-tracking.close')}
      okText={t('freight-tracking.close')}
      form={form}
      initial={{ outcome: 'release', of: 'truck' }}
      close={close}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/freight/tracking/alarms/:id/closing', {
            ...{ params: { id }, body: { version, ...fields } },
          }),
        )
      }
    >
      <Form.Item name="cause" label={t('freight-tracking.cause')} rules={[required]}>
        <Select options={causes.map(({ code, name }) => ({ value: code, label: name[language] }))} />
      </Form.Item>
      <Form.Item
        name="outcome"
        label={t('freight-tracking.outcome_label')}
        extra={isSanction && t('freight-tracking.two_people')}
      >
        <Radio.Group
          options={OUTCOMES.map((value) => ({ value, label: t(`freight-tracking.outcome.${value}`) }))}
        />
      </Form.Item>
      {isSanction && (
        <Form.Item name="of" label={t('freight-tracking.of_label')} initialValue="truck">
          <Radio.Group options={OF.map((value) => ({ value, label: t(`freight-tracking.of.${value}`) }))} />
        </Form.Item>
      )}
      {outcome === 'suspension' && (
        <Form.Item name="days" label={t('freight-tracking.days')} rules={[required]}>
          <InputNumber min={1} max={365} precision={0} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t('freight-tracking.reason')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
