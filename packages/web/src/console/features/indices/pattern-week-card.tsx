import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import { HourHeat, ScaleKey } from './hour-heat.tsx';
import { useCells, usePatternTables, WEEKDAYS } from './pattern-tables.ts';
import type { Pattern } from './use-pattern.ts';

const HEIGHT_PX = 220;

/** Each hour of a typical week: a row a weekday. */
export function PatternWeekCard({ pattern }: { readonly pattern: Pattern }) {
  const { t } = useTranslation();
  const { weekCell } = useCells();
  const { weekTable } = usePatternTables();
  const { name, measure, band_below, typical, basis, from, to } = pattern;
  const { scope, key, day } = pattern.object;
  const { versions, window, windows_expected } = basis;
  const windows = typical.reduce((sum, point) => sum + point.windows, 0);
  const title = `${t('indices.heat_week')} · ${name}`;
  return (
    <Card
      title={title}
      extra={
        <ExportMenu
          name={`index-week-${scope}-${key}-${day}`}
          hasChart
          table={() => weekTable(title, typical, basis)}
        />
      }
    >
      <Answer
        query={pattern.askedTypical}
        isEmpty={(points) => points.length === 0}
        empty={t('indices.no_hours', { from, to })}
        lacks="measurements"
        height_px={HEIGHT_PX}
      >
        {(points) => (
          <>
            <ScaleKey measure={measure} band_below={band_below} />
            <HourHeat
              rows={WEEKDAYS.map((one, i) => ({ key: `${i + 1}`, label: t(`indices.weekdays.${one}`) }))}
              cells={points.map((point) => weekCell(point))}
              measure={measure}
              band_below={band_below}
              height_px={HEIGHT_PX}
              label={t('indices.heat_week')}
            />
            <p className="muted chart-note">
              {t('indices.typical_days', { number: Math.max(0, ...points.map(({ days }) => days)) })}
            </p>
            <Basis
              versions={versions}
              window={window}
              windows={windows}
              windows_expected={windows_expected}
            />
          </>
        )}
      </Answer>
    </Card>
  );
}
