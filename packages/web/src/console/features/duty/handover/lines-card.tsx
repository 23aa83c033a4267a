import type { Handover, HandoverLine } from '@opentocc/contract';
import { Button, Space } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useSession } from '../../../session/session.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { DUTY } from '../queries.ts';
import { AddLineDialog, AnswerDialog, CancelDialog, RefuseDialog } from './line-dialogs.tsx';
import { LineItem, type Side } from './line-item.tsx';

type Dialog =
  | { readonly kind: 'refuse' | 'answer'; readonly line: HandoverLine }
  | { readonly kind: 'add' | 'cancel' };

/** The lines of a handover. On a line, A accepts it and R refuses it; arrow keys go from line to line. */
export function LinesCard({ handover }: { readonly handover: Handover }) {
  const { t } = useTranslation();
  const act = useAction(DUTY);
  const { principal } = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { id, lines, state } = handover;
  const side: Side =
    state !== 'open'
      ? null
      : principal === handover.incoming
        ? 'incoming'
        : principal === handover.outgoing
          ? 'outgoing'
          : null;
  const waiting = lines.filter((one) => one.state === 'waiting');
  const accept = (ids: number[]) =>
    act(() => call('POST /api/v1/duty/handovers/:id/acceptances', { params: { id }, body: { lines: ids } }));
  const closeShift = () => act(() => call('POST /api/v1/duty/handovers/:id/closing', { params: { id } }));
  const counts = (['waiting', 'refused', 'accepted', 'ended'] as const).map(
    (of) => `${t(`duty.line_state.${of}`)} ${lines.filter((one) => one.state === of).length}`,
  );
  return (
    <Card title={t('duty.lines')} extra={counts.join(' · ')}>
      {side && (
        <Space wrap className="duty-acts">
          {side === 'incoming' && (
            <>
              <Confirm
                title={t('duty.take_over_ask')}
                description={t('duty.take_over_says')}
                onConfirm={closeShift}
              >
                <Button
                  type="primary"
                  disabled={lines.some((one) => one.state === 'waiting' || one.state === 'refused')}
                >
                  {t('duty.take_over')}
                </Button>
              </Confirm>
              <Confirm
                title={t('duty.accept_all_ask', { count: waiting.length })}
                onConfirm={() => accept(waiting.map((one) => one.id))}
              >
                <Button disabled={waiting.length === 0}>{t('duty.accept_all')}</Button>
              </Confirm>
            </>
          )}
          {side === 'outgoing' && (
            <Button onClick={() => setDialog({ kind: 'add' })}>{t('duty.add_line')}</Button>
          )}
          <Button danger onClick={() => setDialog({ kind: 'cancel' })}>
            {t('duty.cancel_handover')}
          </Button>
          {side === 'incoming' && <span className="muted duty-keys">{t('duty.keys')}</span>}
        </Space>
      )}
      {lines.length === 0 && <p className="muted">{t('duty.lines_none')}</p>}
      <ol className="duty-lines" onKeyDown={walk}>
        {lines.map((line) => (
          <LineItem
            key={line.id}
            {...{ line, side }}
            accept={() => accept([line.id])}
            refuse={() => setDialog({ kind: 'refuse', line })}
            answer={() => setDialog({ kind: 'answer', line })}
          />
        ))}
      </ol>
      {dialog?.kind === 'refuse' && <RefuseDialog id={id} line={dialog.line} close={() => setDialog(null)} />}
      {dialog?.kind === 'answer' && <AnswerDialog id={id} line={dialog.line} close={() => setDialog(null)} />}
      {dialog?.kind === 'add' && <AddLineDialog id={id} close={() => setDialog(null)} />}
      {dialog?.kind === 'cancel' && <CancelDialog id={id} close={() => setDialog(null)} />}
    </Card>
  );
}

const WAYS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys take the focus to the next line or the one before. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const way = WAYS[event.key];
  if (way === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('.duty-line'))
    return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.duty-line')];
  const next = lines[lines.indexOf(event.target) + way];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
