import type { IndexComparison } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom } from '../../../ui/asked.ts';
import { indexText, signed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useComparison } from '../../../ui/queries.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { useValueName } from './choice.ts';
import { greatestChanges } from './comparison.ts';
import { yesterdayAndBefore } from './yesterday.ts';
import './cards.css';

const SHOWN = 10;

/** The roads whose index of yesterday differs most from that of the same weekday a week before. */
export function ChangesCard() {
  const { t } = useTranslation();
  const days = yesterdayAndBefore(useNow(60_000));
  const rows = answerFrom(useComparison('road', days), (all) => greatestChanges(all).slice(0, SHOWN));
  return (
    <Card
      title={t('indices.desk.changes')}
      extra={<Link to="/indices/compare">{t('indices.desk.all_changes')}</Link>}
    >
      <p className="muted chart-note">
        {t('indices.desk.changes_of', { after: days.b_from, before: days.a_from })}
      </p>
      <Answer query={rows} isEmpty={({ length }) => length === 0} empty={t('indices.desk.no_changes')}>
        {(of) => (
          <ol className="ranking">
            {of.map((row) => (
              <Row key={row.key} row={row} day={days.b_from} />
            ))}
          </ol>
        )}
      </Answer>
    </Card>
  );
}

function Row({ row, day }: { row: IndexComparison; day: string }) {
  const nameOf = useValueName();
  const { key, name, a, b, change } = row;
  return (
    <li>
      <Link className="row-button" to="/indices/day" search={{ scope: 'road', key, day }}>
        <span className="row-name">{nameOf({ scope: 'road', key, name })}</span>
        <span className="muted">
          {indexText(a.index)} → {indexText(b.index)}
        </span>
        <strong className={change !== null && change > 0 ? 'bad' : 'good'}>{signed(change ?? 0)}</strong>
      </Link>
    </li>
  );
}
