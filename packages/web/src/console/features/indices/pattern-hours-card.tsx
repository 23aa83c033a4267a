import { useNavigate } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import { HourHeat, ScaleKey } from './hour-heat.tsx';
import { useCells, usePatternTables } from './pattern-tables.ts';
import type { Pattern } from './use-pattern.ts';

/** Each hour of the last weeks: a row a day, which opens the day. */
export function PatternHoursCard({ pattern }: { readonly pattern: Pattern }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { hourCell } = useCells();
  const { hoursTable } = usePatternTables();
  const { name, measure, band_below, rows, measured, basis, from, to } = pattern;
  const { scope, key, day } = pattern.object;
  const height_px = Math.max(220, 60 + 19 * rows.length);
  const title = `${t('indices.heat')} · ${name}`;
  return (
    <Card
      title={title}
      extra={
        <ExportMenu
          name={`index-hours-${scope}-${key}-${day}`}
          hasChart
          table={() => hoursTable(title, measured, basis)}
        />
      }
    >
      <Answer
        query={pattern.askedHours}
        isEmpty={() => measured.length === 0}
        empty={t('indices.no_hours', { from, to })}
        lacks="measurements"
        height_px={height_px}
      >
        {(hours) => (
          <>
            <ScaleKey measure={measure} band_below={band_below} />
            <HourHeat
              rows={rows.map((one) => ({ key: one, label: one.slice(5) }))}
              cells={hours.flatMap((hour) => hourCell(hour) ?? [])}
              measure={measure}
              band_below={band_below}
              height_px={height_px}
              label={t('indices.heat')}
              onPick={(chosen) => void navigate({ to: '/indices/day', search: { scope, key, day: chosen } })}
            />
            <p className="muted chart-note">
              {t('indices.heat_hint')}
              {measure === 'coverage' && ` · ${t('indices.coverage_hint')}`}
            </p>
            <Basis {...basis} />
          </>
        )}
      </Answer>
    </Card>
  );
}
