import type { TerminalDecisionRecord } from '@opentocc/contract';
import { Button, type TableColumnsType } from 'antd';
import { call } from '../../../ui/api.ts';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { TerminalsCard, useTerminalAction } from './terminals-card.tsx';

/** What was decided on terminals, and the way back. */
export function DecisionsCard() {
  const { t } = useTranslation();
  const act = useTerminalAction();
  const columns: TableColumnsType<TerminalDecisionRecord> = [
    { title: t('sources.decided_at'), render: (_, { at_ms }) => minuteOf(at_ms) },
    { title: t('sources.decided_by'), dataIndex: 'actor' },
    { title: t('sources.decided_what'), render: (_, { kind }) => t(`sources.decided.${kind}`) },
    {
      title: t('sources.terminals'),
      render: (_, { phone, plate, terminals }) =>
        terminals > 1 ? t('sources.and_more', { phone, number: terminals }) : `${phone}  ${plateOf(plate)}`,
    },
    {
      title: t('sources.undo'),
      render: (_, { id, can_undo, undone_ms }) =>
        undone_ms !== null ? (
          <span className="muted">{t('sources.undone', { time: minuteOf(undone_ms) })}</span>
        ) : (
          <Confirm
            title={t('sources.undo')}
            description={t('sources.undo_text')}
            onConfirm={() =>
              act(() => call('POST /api/v1/terminals/decisions/:id/undoing', { params: { id } }))
            }
          >
            <Button size="small" disabled={!can_undo}>
              {t('sources.undo')}
            </Button>
          </Confirm>
        ),
    },
  ];
  return (
    <TerminalsCard
      title={t('sources.decisions')}
      list="terminal-decisions"
      rowKey="id"
      columns={columns}
      every_ms={30_000}
      page_size={8}
      ask={() => call('GET /api/v1/terminals/decisions')}
    />
  );
}
