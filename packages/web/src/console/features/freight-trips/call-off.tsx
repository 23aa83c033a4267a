import type { DeclaredTrip } from '@opentocc/contract';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { TRIPS } from './queries.ts';

interface Props {
  readonly trip: DeclaredTrip;
  send(trip: DeclaredTrip, reason: string): Promise<unknown>;
}

/** Calls a trip off, with a reason, before it crosses. */
export function CallOff({ trip, send }: Props) {
  const { t } = useTranslation();
  const save = useSaving(TRIPS);
  const required = useRequired();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  if (trip.state !== 'booked' && trip.state !== 'waiting') return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('freight-trips.call_off')}
      </Button>
      {isOpen && (
        <FormDialog
          title={`${t('freight-trips.call_off')} ${trip.id}`}
          okText={t('freight-trips.call_off')}
          form={form}
          save={({ reason }) => save(() => send(trip, reason))}
          close={() => setOpen(false)}
        >
          <p className="muted">{t('freight-trips.call_off_hint')}</p>
          <Form.Item
            name="reason"
            label={t('common.reason')}
            rules={[required, { min: 2, message: t('common.required') }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
