import type { TerminalMismatch } from '@opentocc/contract';
import { Button, Space, type TableColumnsType } from 'antd';
import { call } from '../../../ui/api.ts';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { TerminalsCard, useTerminalAction } from './terminals-card.tsx';

const REMEDIES = {
  accept: 'POST /api/v1/terminals/:phone/acceptance',
  move: 'POST /api/v1/terminals/:phone/move',
  retire: 'POST /api/v1/terminals/:phone/retirement',
} as const;

/** What each answer to a registration says. */
const KINDS: Readonly<Record<number, 'held' | 'plate' | 'device'>> = { 1: 'held', 2: 'plate', 3: 'device' };

/** Registered terminals that say otherwise than the registry: what was, what they say, what can be done. */
export function MismatchesCard() {
  const { t } = useTranslation();
  const act = useTerminalAction();
  const columns: TableColumnsType<TerminalMismatch> = [
    { title: t('sources.phone'), dataIndex: 'phone' },
    {
      title: t('sources.mismatch_what'),
      render: (_, { result }) => t(`sources.mismatch_result.${KINDS[result] ?? 'plate'}`),
    },
    { title: t('sources.difference'), className: 'wrap', render: (_, one) => <Difference mismatch={one} /> },
    { title: t('sources.attempts'), dataIndex: 'attempts', align: 'right' },
    { title: t('sources.last_seen'), render: (_, { last_seen_ms }) => minuteOf(last_seen_ms) },
    {
      title: t('sources.decision'),
      render: (_, { phone, remedies }) => (
        <Space>
          {remedies.map((remedy) => (
            <Confirm
              key={remedy}
              title={t(`sources.remedy.${remedy}`)}
              description={t(`sources.remedy_text.${remedy}`)}
              isDanger={remedy === 'retire'}
              onConfirm={() => act(() => call(REMEDIES[remedy], { params: { phone } }))}
            >
              <Button size="small" danger={remedy === 'retire'}>
                {t(`sources.remedy.${remedy}`)}
              </Button>
            </Confirm>
          ))}
        </Space>
      ),
    },
  ];
  return (
    <TerminalsCard
      title={t('sources.mismatches')}
      list="terminal-mismatches"
      rowKey="phone"
      columns={columns}
      every_ms={10_000}
      page_size={10}
      ask={() => call('GET /api/v1/terminals/mismatches')}
    />
  );
}

/** Old → new, of what differs. */
function Difference({ mismatch }: { mismatch: TerminalMismatch }) {
  const { t } = useTranslation();
  const { registered, said, plate_differs, taken_by } = mismatch;
  return (
    <>
      {plate_differs && (
        <div>
          {t('sources.plate')} {plateOf(registered.plate)} → <b>{plateOf(said.plate)}</b>{' '}
          {taken_by && <small className="muted">{t('sources.taken_by', { phone: taken_by })}</small>}
        </div>
      )}
      {registered.terminal_id !== said.terminal_id && (
        <div>
          {t('sources.device')} {registered.terminal_id || '—'} → <b>{said.terminal_id || '—'}</b>
        </div>
      )}
    </>
  );
}
