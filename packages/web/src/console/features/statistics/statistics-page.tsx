import { useNavigate, useSearch } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useMay } from '../../session/session.ts';
import { type StatisticsSearch, searchOf, spanOf } from './address.ts';
import { ExemptionsCard } from './exemptions-card.tsx';
import { FigureCard } from './figure-card.tsx';
import { FiguresCard } from './figures-card.tsx';
import { MonthBar } from './month-bar.tsx';
import { useFigures } from './queries.ts';
import './statistics.css';

/** Figures of the hotline for a month, and of one of them what it counts. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const search = searchOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const choose = (part: StatisticsSearch) =>
    void navigate({ to: '/statistics', search: { ...search, ...part }, replace: true });
  const month = search.month ?? dayOf(platformNow()).slice(0, 7);
  const span = { ...spanOf(month), unit: search.unit };
  const figures = useFigures(span);
  const maySeeCalls = useMay('calls:read');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('statistics.title')}</h1>
        <MonthBar month={month} onChoose={(next) => choose({ month: next })} />
      </div>
      <Answer query={figures} height_px={480}>
        {(all) => {
          const chosen = all.figures.find(({ key }) => key === search.figure);
          return (
            <>
              <FiguresCard
                figures={all}
                chosen={chosen?.key}
                unit={search.unit}
                onChoose={(figure) => choose({ figure })}
                onAll={() => choose({ unit: undefined })}
              />
              {chosen && (
                <FigureCard
                  key={chosen.key}
                  figure={chosen}
                  span={span}
                  onUnit={(unit) => choose({ unit })}
                  onClose={() => choose({ figure: undefined })}
                />
              )}
            </>
          );
        }}
      </Answer>
      {maySeeCalls && <ExemptionsCard from={span.from} to={span.to} />}
    </div>
  );
}
