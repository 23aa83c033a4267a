import type { FreightRegimeEntry } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { type TableColumnsType, Tag } from 'antd';
import { answerFrom } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useRegimes } from './queries.ts';
import { Stance, Standing, useSay, useSpan } from './words.tsx';

type Row = FreightRegimeEntry & { readonly id: string };

/** Every version in order of time, the newest first. */
export function TimelineCard() {
  const { t } = useTranslation();
  const rows = answerFrom(useRegimes(), ({ regimes }) =>
    regimes
      .map((entry): Row => ({ ...entry, id: `${entry.regime.code}@${entry.regime.version}` }))
      .sort((a, b) => b.regime.from_ms - a.regime.from_ms),
  );
  return (
    <Card title={t('freight-regimes.timeline')}>
      <ListTable query={rows} columns={useColumns()} none={t('freight-regimes.none')} />
    </Card>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation();
  const [say, span] = [useSay(), useSpan()];
  return [
    {
      title: t('freight-regimes.regime'),
      render: (_, { regime }) => (
        <>
          <Stance of={regime} />{' '}
          <Link
            to="/freight/regimes/$code/$version"
            params={{ code: regime.code, version: String(regime.version) }}
            className="regimes-link"
          >
            {say(regime.name)}
          </Link>{' '}
          <span className="muted">v{regime.version}</span>{' '}
          {regime.assumed && <Assumed source={say(regime.source)} />}
          {regime.streets.length > 0 && (
            <Tag>{t('freight-regimes.of_streets', { streets: regime.streets.join('、') })}</Tag>
          )}
        </>
      ),
    },
    { title: t('freight-regimes.span'), className: 'nowrap', render: (_, { regime }) => span(regime) },
    { title: t('freight-regimes.stands'), render: (_, entry) => <Standing of={entry} /> },
    { title: t('freight-regimes.why'), className: 'wrap', render: (_, entry) => <Why entry={entry} /> },
  ];
}

function Why({
  entry: { regime, reason, resumes, taken_back, began },
}: {
  readonly entry: FreightRegimeEntry;
}) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <>
      {resumes ? t('freight-regimes.resumes') : reason || say(regime.source)}
      {taken_back && <div>{t('freight-regimes.taken_back_because', { reason: taken_back.reason })}</div>}
      {began && !resumes && (
        <div className="muted">
          {began.settled_ms === null
            ? t('freight-regimes.settling')
            : t('freight-regimes.settled', { ...began.settled })}
        </div>
      )}
    </>
  );
}
