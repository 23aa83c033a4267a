import type { FreightRegimeDraft } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { type TableColumnsType, Tag } from 'antd';
import { answerFrom } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useDrafts } from './queries.ts';
import { Stance, useSay } from './words.tsx';

/** What is being written, and waits to be checked or announced. */
export function DraftsCard() {
  const { t } = useTranslation();
  const open = answerFrom(useDrafts(), (all) =>
    all.filter(({ state }) => state === 'draft' || state === 'checked'),
  );
  return (
    <Card title={t('freight-regimes.drafts')}>
      <ListTable query={open} columns={useColumns()} none={t('freight-regimes.no_drafts')} rows={10} />
    </Card>
  );
}

function useColumns(): TableColumnsType<FreightRegimeDraft> {
  const { t } = useTranslation();
  const say = useSay();
  return [
    {
      title: t('freight-regimes.draft'),
      render: (_, { id, regime }) => (
        <>
          <Stance of={regime} />{' '}
          <Link to="/freight/regimes/drafts/$draft" params={{ draft: String(id) }} className="regimes-link">
            {say(regime.name)}
          </Link>
        </>
      ),
    },
    { title: t('freight-regimes.purpose'), className: 'wrap', dataIndex: 'purpose' },
    {
      title: t('freight-regimes.stands'),
      render: (_, { state, faults }) => {
        const errors = faults.filter(({ level }) => level === 'error').length;
        return (
          <>
            <Tag color={state === 'checked' ? 'success' : 'default'}>
              {t(`freight-regimes.states.${state}`)}
            </Tag>
            {errors > 0 && <Tag color="error">{t('freight-regimes.errors', { count: errors })}</Tag>}
          </>
        );
      },
    },
    {
      title: t('freight-regimes.written_by'),
      render: (_, { written_by, changed_ms }) => (
        <>
          {written_by.join('、')} <small className="muted nowrap">{minuteOf(changed_ms)}</small>
        </>
      ),
    },
  ];
}
