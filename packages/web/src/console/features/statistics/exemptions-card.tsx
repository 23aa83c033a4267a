import type { CallExemption, ExemptionDecision } from '@opentocc/contract';
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { ListTable } from '../../ui/list-table.tsx';
import { askReason } from '../../ui/reason.ts';
import { useAction } from '../../ui/use-action.ts';
import { ExemptionDialog } from './exemption-dialog.tsx';
import { EXEMPTIONS, type Span, STATISTICS, useExemptions } from './queries.ts';

/** Hours of overload and outage: who declared them, who decided, and by how many calls both figures differ. */
export function ExemptionsCard({ from, to }: Pick<Span, 'from' | 'to'>) {
  const { t } = useTranslation();
  const mayDeclare = useMay('calls:declare');
  const [isDeclaring, setDeclaring] = useState(false);
  const columns = useColumns();
  return (
    <Card
      title={t('statistics.exemptions')}
      extra={mayDeclare && <Button onClick={() => setDeclaring(true)}>{t('statistics.declare')}</Button>}
    >
      <p className="muted">{t('statistics.exemptions_hint')}</p>
      <ListTable
        query={useExemptions({ from, to })}
        columns={columns}
        none={t('statistics.exemptions_none')}
      />
      {isDeclaring && <ExemptionDialog close={() => setDeclaring(false)} />}
    </Card>
  );
}

function useColumns(): TableColumnsType<CallExemption> {
  const { t } = useTranslation();
  return [
    {
      title: t('statistics.hours'),
      className: 'nowrap',
      render: (_, { from_ms, to_ms }) => `${minuteOf(from_ms)} – ${minuteOf(to_ms)}`,
    },
    { title: t('statistics.exempt_kind'), render: (_, { kind }) => t(`statistics.exempt.${kind}`) },
    { title: t('statistics.exempt_calls'), dataIndex: 'calls' },
    { title: t('common.reason'), className: 'wrap', dataIndex: 'reason' },
    {
      title: t('statistics.declared'),
      render: (_, { declared_by, declared_ms }) => (
        <>
          {declared_by} <small className="muted nowrap">{minuteOf(declared_ms)}</small>
        </>
      ),
    },
    { title: t('statistics.standing'), className: 'wrap', render: (_, one) => <Standing one={one} /> },
  ];
}

/** How it stands, every decision with who made it, and what the reader may decide. */
function Standing({ one }: { readonly one: CallExemption }) {
  const { t } = useTranslation();
  return (
    <>
      <strong>{t(`statistics.exempt_state.${one.state}`)}</strong>
      {one.decisions.map(({ verdict, reason, by, at_ms }) => (
        <div key={at_ms} className="muted">
          {t(`statistics.exempt_state.${verdict}`)}: {by} {minuteOf(at_ms)} · {reason}
        </div>
      ))}
      <Decisions one={one} />
    </>
  );
}

const POSSIBLE: Readonly<Record<CallExemption['state'], readonly ExemptionDecision['verdict'][]>> = {
  declared: ['approved', 'refused'],
  approved: ['revoked'],
  refused: [],
  revoked: [],
};

function Decisions({ one: { id, state, declared_by } }: { readonly one: CallExemption }) {
  const { t } = useTranslation();
  const may = useMay('calls:exempt');
  const isOwn = useSession().account === declared_by;
  const act = useAction(EXEMPTIONS, STATISTICS);
  const decide = async (verdict: ExemptionDecision['verdict']) => {
    const reason = await askReason();
    if (reason === null) return;
    await act(() =>
      call('POST /api/v1/calls/exemptions/:id/decision', { params: { id }, body: { verdict, reason } }),
    );
  };
  if (!may || POSSIBLE[state].length === 0) return null;
  if (isOwn) return <div className="muted">{t('statistics.exempt_own')}</div>;
  return (
    <div>
      {POSSIBLE[state].map((verdict) => (
        <Button key={verdict} size="small" danger={verdict !== 'approved'} onClick={() => decide(verdict)}>
          {t(`statistics.exempt_act.${verdict}`)}
        </Button>
      ))}
    </div>
  );
}
