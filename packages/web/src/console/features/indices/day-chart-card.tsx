import { Segmented } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { LeftOut } from '../../ui/left-out.tsx';
import { Basis } from './basis.tsx';
import { useDayTable } from './day-export.ts';
import { type IndexDay, MEASURES, STEPS } from './use-day.ts';
import { useStatesLeftOut } from './use-states-left-out.ts';

const HEIGHT_PX = 340;

interface Props {
  readonly day: IndexDay;
  change(choice: Readonly<Record<string, string>>): void;
  /** Opens the links behind the step at a time. */
  onOpen(at_ms: number): void;
}

/** The curve of a day over that of last week and what is usual. */
export function DayChartCard({ day, change, onOpen }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const table = useDayTable(day);
  const typicalText = useTypicalText(day);
  const left_out = useStatesLeftOut(day);
  const { scope, key, name, measure, step, rows, typical, isToday, basis } = day;
  return (
    <Card
      title={`${t('indices.curve')} · ${name}`}
      extra={<ExportMenu name={`index-day-${scope}-${key}-${day.day}`} table={table} hasChart />}
    >
      <div className="tools">
        <Segmented
          options={MEASURES.map((value) => ({ value, label: t(`indices.measure.${value}`) }))}
          value={measure}
          onChange={(next) => change({ measure: next })}
        />
        <Segmented
          aria-label={t('indices.step')}
          options={STEPS.map((value) => ({ value, label: t(`indices.steps.${value}`) }))}
          value={step}
          onChange={(next) => change({ step: next })}
        />
      </div>
      <Answer
        query={day.asked}
        isEmpty={() => rows.length === 0}
        empty={t('indices.figure.empty_day')}
        lacks="measurements"
        height_px={HEIGHT_PX}
      >
        {(of) => (
          <>
            <DayCurve
              curve={of}
              theme={theme}
              height_px={HEIGHT_PX}
              measure={measure}
              isToday={isToday}
              typical={typical}
              showsFirst
              onPick={onOpen}
            />
            <p className="muted chart-note">
              {typicalText} · {t('indices.curve_hint')}
            </p>
            <LeftOut files={left_out} />
            <Basis {...basis} />
          </>
        )}
      </Answer>
    </Card>
  );
}

/** Of how many days the usual is, or why there is none. */
function useTypicalText({ scope, typical, isTypicalKnown }: IndexDay): string {
  const { t } = useTranslation();
  if (typical.length > 0)
    return t('indices.typical_days', { number: Math.max(0, ...typical.map(({ days }) => days)) });
  if (scope === 'link') return t('indices.typical_link');
  return t(isTypicalKnown ? 'indices.typical_none' : 'indices.typical_unknown');
}
