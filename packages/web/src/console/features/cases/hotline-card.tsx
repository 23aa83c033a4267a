import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { grouped } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useCaseCounts } from './queries.ts';

const FIGURES = ['received_today', 'due_today', 'yellow', 'red'] as const;

/** The hotline on the desk of who watches or works there, with the way to their own page of it. */
export function HotlineCard() {
  const { t } = useTranslation();
  const mayTake = useMay('cases:take');
  const mayHandle = useMay('cases:handle');
  const counts = useCaseCounts();
  return (
    <Card
      title={t('cases.hotline_card')}
      extra={
        mayTake ? (
          <Link to="/cases/desk">{t('cases.desk.title')}</Link>
        ) : (
          <Link to={mayHandle ? '/cases/inbox' : '/cases'}>
            {t(mayHandle ? 'cases.inbox' : 'cases.title')}
          </Link>
        )
      }
    >
      <Answer query={counts} height_px={100}>
        {(known) => (
          <dl className="facts">
            {FIGURES.map((name) => (
              <div key={name}>
                <dt>{t(`cases.count.${name}`)}</dt>
                <dd className={name === 'red' && known.red > 0 ? 'bad' : ''}>{grouped(known[name])}</dd>
              </div>
            ))}
          </dl>
        )}
      </Answer>
    </Card>
  );
}
