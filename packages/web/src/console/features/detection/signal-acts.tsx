import type { NewVerdict, Signal } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { choose, goTo } from '../../map/map-model.ts';
import { useMay } from '../../session/session.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

type Verdict = NewVerdict['verdict'];

/** Where one goes from a signal, and what a person says of it. */
export function SignalActs({ signal }: { readonly signal: Signal }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay('detection:judge');
  const [asked, ask] = useState<Verdict | null>(null);
  const { lon, lat } = signal.place;
  const show = () => {
    if (lon === null || lat === null) return;
    if (signal.links.length > 0) choose({ kind: 'link', id: signal.links[0] });
    goTo([[lon, lat]]);
    void navigate({ to: '/map' });
  };
  return (
    <Space wrap>
      {lon !== null && (
        <Button size="small" onClick={show}>
          {t('detection.on_map')}
        </Button>
      )}
      {may && signal.verdict?.verdict !== 'confirmed' && (
        <Button size="small" type="primary" onClick={() => ask('confirmed')}>
          {t('detection.confirm')}
        </Button>
      )}
      {may && signal.verdict?.verdict !== 'false_alarm' && (
        <Button size="small" onClick={() => ask('false_alarm')}>
          {t('detection.false_alarm')}
        </Button>
      )}
      {asked && <VerdictDialog id={signal.id} verdict={asked} close={() => ask(null)} />}
    </Space>
  );
}

interface DialogProps {
  readonly id: number;
  readonly verdict: Verdict;
  close(): void;
}

function VerdictDialog({ id, verdict, close }: DialogProps) {
  const { t } = useTranslation();
  const act = useSaving(...CHANGED);
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <FormDialog
      title={t(verdict === 'confirmed' ? 'detection.confirm_title' : 'detection.false_title')}
      okText={t('common.ok')}
      form={form}
      save={({ reason }) =>
        act(() => call('POST /api/v1/signals/:id/verdicts', { params: { id }, body: { verdict, reason } }))
      }
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('detection.reason')}
        rules={[{ required: true, min: 2, message: t('detection.reason_rule') }]}
      >
        <Input maxLength={300} placeholder={t('detection.reason_hint')} />
      </Form.Item>
    </FormDialog>
  );
}
