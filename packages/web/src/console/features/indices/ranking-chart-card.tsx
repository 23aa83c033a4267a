import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { ValueBars } from './change-bars.tsx';
import type { Ranking } from './use-ranking.ts';

const BARS = 20;

/** The worst of a ranking as bars, each beside what it was before. */
export function RankingChartCard({ ranking }: { readonly ranking: Ranking }) {
  const { t } = useTranslation();
  const { scope, day, rows, answer, band_below, named, table } = ranking;
  return (
    <Card
      title={t('indices.ranking_chart', { number: Math.min(BARS, rows.length) })}
      extra={<ExportMenu name={`ranking-${scope}-${day}`} table={table} hasChart />}
    >
      <Answer {...answer}>
        {() => (
          <ValueBars
            band_below={band_below}
            rows={rows
              .slice(0, BARS)
              .map((row) => ({ name: named(row), value: row.b.index, before: row.a.index }))}
          />
        )}
      </Answer>
    </Card>
  );
}
