import type { DutyLeave } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { Button, Form, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { known } from '../../../../ui/asked.ts';
import { dayOf, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { ListTable } from '../../../ui/list-table.tsx';
import { useAction, useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { DUTY, useLeave, useNames, usePeople } from '../queries.ts';

const KINDS = ['annual', 'sick', 'business', 'other'] as const;

/** Leave that is not over: whoever is on it does not stand, whatever a roster says. */
export function LeaveCard() {
  const { t } = useTranslation();
  const may = useMay('duty:plan');
  const [isOpen, setOpen] = useState(false);
  const columns = useLeaveColumns(may);
  return (
    <Card
      title={t('duty.leave')}
      extra={
        may && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('duty.leave_add')}
          </Button>
        )
      }
    >
      <ListTable query={useLeave()} columns={columns} none={t('duty.leave_none')} rows={8} />
      {isOpen && <LeaveDialog close={() => setOpen(false)} />}
    </Card>
  );
}

function useLeaveColumns(may: boolean): TableColumnsType<DutyLeave> {
  const { t } = useTranslation();
  const nameOf = useNames([]);
  const act = useAction(DUTY);
  const withdraw = (id: number) =>
    act(() => call('POST /api/v1/duty/leave/:id/withdrawal', { params: { id } }));
  return [
    { title: t('duty.who'), render: (_, { person }) => nameOf(person) },
    { title: t('duty.kind'), render: (_, { kind }) => t(`duty.leave_kinds.${kind}`) },
    { title: t('duty.when'), render: (_, { from_ms, to_ms }) => `${minuteOf(from_ms)} — ${minuteOf(to_ms)}` },
    {
      title: t('duty.act_title'),
      render: (_, { id }) =>
        may && (
          <Confirm title={t('duty.leave_withdraw_ask')} onConfirm={() => withdraw(id)}>
            <Button size="small">{t('duty.withdraw')}</Button>
          </Confirm>
        ),
    },
  ];
}

interface Fields {
  person: string;
  kind: DutyLeave['kind'];
  from: string;
  to: string;
}

function LeaveDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const save = useSaving(DUTY);
  const required = useRequired();
  const today = dayOf(platformNow());
  const begin = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  const add = ({ person, kind, from, to }: Fields) =>
    save(() =>
      call('POST /api/v1/duty/leave', {
        body: { person, kind, from_ms: begin(from), to_ms: begin(to) + DAY_MS },
      }),
    );
  return (
    <FormDialog
      title={t('duty.leave_add')}
      okText={t('common.ok')}
      form={form}
      initial={{ kind: 'annual', from: today, to: today }}
      save={add}
      close={close}
    >
      <Form.Item name="person" label={t('duty.who')} rules={[required]}>
        <Select
          options={known(usePeople())?.map(({ principal, name }) => ({ value: principal, label: name }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={t('duty.kind')} rules={[required]}>
        <Select options={KINDS.map((value) => ({ value, label: t(`duty.leave_kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="from" label={t('duty.first_day')} rules={[required]}>
        <DateField />
      </Form.Item>
      <Form.Item name="to" label={t('duty.last_day')} rules={[required]}>
        <DateField />
      </Form.Item>
    </FormDialog>
  );
}
