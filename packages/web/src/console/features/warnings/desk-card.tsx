import type { WarningBrief } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { LevelMark } from './level-mark.tsx';
import { useOpenWarnings } from './queries.ts';

const MOST = 6;
const LEVELS = ['red', 'orange', 'yellow', 'blue'];

/** What asks for somebody now. */
export function WarningsDeskCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('warnings.title')}>
      <Answer
        query={useOpenWarnings()}
        isEmpty={({ warnings }) => warnings.length === 0}
        empty={t('warnings.none')}
      >
        {({ warnings, counts }) => (
          <>
            <p className="muted">
              <Link to="/warnings">{t('warnings.counts', { ...counts })}</Link>
            </p>
            <ul className="plain-list">
              {worst(warnings).map(({ id, level, title, began_ms }) => (
                <li key={id}>
                  <LevelMark level={level} />{' '}
                  <Link to="/warnings/$warning" params={{ warning: String(id) }}>
                    {title[language]}
                  </Link>{' '}
                  <span className="muted">{minuteOf(began_ms).slice(11)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Card>
  );
}

const worst = (all: readonly WarningBrief[]): WarningBrief[] =>
  all
    .filter(({ attention }) => attention === 'unanswered' || attention === 'acknowledged')
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.began_ms - a.began_ms)
    .slice(0, MOST);
