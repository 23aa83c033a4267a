import type { DutyRoster, DutySwap } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { Button, Input, Modal, Space, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { type Asked, known } from '../../../../ui/asked.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { Card } from '../../../card.tsx';
import { useMay, useSession } from '../../../session/session.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { ListTable } from '../../../ui/list-table.tsx';
import { MomentField } from '../../../ui/moment-field.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { DUTY, useNames, useSwaps } from '../queries.ts';

const COLOURS = { open: 'processing', taken: 'success', past_due: 'warning', deleted: 'default' } as const;

/** Requests that somebody else stands a part of one's duty. */
export function SwapsCard({ roster }: { readonly roster: Asked<DutyRoster> }) {
  const { t } = useTranslation();
  const may = useMay('duty:serve');
  const post = known(roster)?.post;
  const [asking, setAsking] = useState(false);
  const [taking, setTaking] = useState<DutySwap | null>(null);
  const columns = useSwapColumns(setTaking);
  return (
    <Card
      title={t('duty.swaps')}
      extra={
        may &&
        post && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('duty.swap_ask')}
          </Button>
        )
      }
    >
      <ListTable query={useSwaps()} columns={columns} none={t('duty.swaps_none')} rows={8} />
      {asking && post && (
        <SpanDialog title={t('duty.swap_ask')} post={post.id} close={() => setAsking(false)} />
      )}
      {taking && <SpanDialog title={t('duty.swap_take')} swap={taking} close={() => setTaking(null)} />}
    </Card>
  );
}

function useSwapColumns(take: (swap: DutySwap) => void): TableColumnsType<DutySwap> {
  const { t } = useTranslation();
  const nameOf = useNames([]);
  const act = useAction(DUTY);
  const may = useMay('duty:serve');
  const { principal } = useSession();
  const remove = (id: number) => act(() => call('POST /api/v1/duty/swaps/:id/deletion', { params: { id } }));
  return [
    {
      title: t('duty.state'),
      render: (_, { state }) => <Tag color={COLOURS[state]}>{t(`duty.swap_state.${state}`)}</Tag>,
    },
    { title: t('duty.requester'), render: (_, { requester }) => nameOf(requester) },
    { title: t('duty.when'), render: (_, { from_ms, to_ms }) => `${minuteOf(from_ms)} — ${minuteOf(to_ms)}` },
    { title: t('duty.taker'), render: (_, { taker }) => taker && nameOf(taker) },
    { ...{ title: t('duty.note'), className: 'wrap' }, dataIndex: 'note' },
    {
      title: t('duty.act_title'),
      render: (_, swap) => {
        if (!may || swap.state !== 'open') return null;
        if (swap.requester !== principal)
          return (
            <Button size="small" onClick={() => take(swap)}>
              {t('duty.swap_take')}
            </Button>
          );
        return (
          <Confirm title={t('duty.swap_delete_ask')} onConfirm={() => remove(swap.id)}>
            <Button size="small">{t('duty.swap_delete')}</Button>
          </Confirm>
        );
      },
    },
  ];
}

interface SpanProps {
  readonly title: string;
  /** Asks for a swap of own duty there. */
  readonly post?: number;
  /** Takes a part of it. */
  readonly swap?: DutySwap;
  close(): void;
}

function SpanDialog({ title, post, swap, close }: SpanProps) {
  const { t } = useTranslation();
  const act = useAction(DUTY);
  const next_ms = Math.ceil(platformNow() / HOUR_MS) * HOUR_MS;
  const [from_ms, setFrom] = useState(swap?.from_ms ?? next_ms);
  const [to_ms, setTo] = useState(swap?.to_ms ?? next_ms + 4 * HOUR_MS);
  const [note, setNote] = useState('');
  const send = async () => {
    const done = await act<unknown>(() =>
      swap
        ? call('POST /api/v1/duty/swaps/:id/taking', { params: { id: swap.id }, body: { from_ms, to_ms } })
        : call('POST /api/v1/duty/swaps', { body: { post: post ?? 0, from_ms, to_ms, note } }),
    );
    if (done) close();
  };
  const max_ms = swap?.to_ms ?? next_ms + 100 * 24 * HOUR_MS;
  return (
    <Modal open title={title} okText={title} onOk={send} onCancel={close}>
      <p className="muted">{t(swap ? 'duty.swap_take_says' : 'duty.swap_ask_says')}</p>
      <Space orientation="vertical">
        <MomentField
          label={t('duty.from_title')}
          at_ms={from_ms}
          max_ms={max_ms}
          step_ms={HOUR_MS}
          onChange={setFrom}
        />
        <MomentField
          label={t('duty.to_title')}
          at_ms={to_ms}
          max_ms={max_ms}
          step_ms={HOUR_MS}
          onChange={setTo}
        />
        {!swap && (
          <Input
            aria-label={t('duty.note')}
            placeholder={t('duty.note')}
            value={note}
            maxLength={200}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Space>
    </Modal>
  );
}
