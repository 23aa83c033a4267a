import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { AppealsCard } from './appeals-card.tsx';
import { EntryActs } from './entry-acts.tsx';
import { FactsCard } from './facts-card.tsx';
import { FindingsCard } from './findings-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { PhotosCard } from './photos-card.tsx';
import { useEntry } from './queries.ts';
import { Standing } from './standing.tsx';
import './filing.css';

/** One entry: what was filed, what is wrong with it, what was done about it, and what can be done now. */
export function EntryPage() {
  const { t } = useTranslation();
  const { entry: id = '' }: { entry?: string } = useParams({ strict: false });
  const query = useEntry(id);
  const entry = known(query);
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {entry ? t(`freight-filing.kinds.${entry.kind}`) : t('freight-filing.title')} {entry?.title ?? id}
        </h1>
        {entry && <Standing entry={entry} />}
        <Link to="/freight/filing">{t('freight-filing.back')}</Link>
      </div>
      <Answer query={query} height_px={400}>
        {(entry) => (
          <>
            <EntryActs entry={entry} />
            <div className="page-columns">
              <div className="filing-column">
                <FactsCard entry={entry} />
                <FindingsCard entry={entry} />
              </div>
              <div className="filing-column">
                <AppealsCard entry={entry} />
                <PhotosCard entry={entry} />
                <HistoryCard entry={entry} />
              </div>
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}
