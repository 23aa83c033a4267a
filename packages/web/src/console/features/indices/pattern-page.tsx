import { Segmented, Select } from 'antd';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { DayPicker } from '../../day-picker.tsx';
import { ObjectChoice } from './object-choice.tsx';
import { PatternHoursCard } from './pattern-hours-card.tsx';
import { PatternWeekCard } from './pattern-week-card.tsx';
import { useObject } from './use-object.ts';
import { DAYS, MEASURES, usePattern } from './use-pattern.ts';

/** When it is bad: each hour of the last weeks, and of a typical week. */
export function PatternPage() {
  const { t } = useTranslation();
  const object = useObject();
  const { choice, change } = object;
  const pattern = usePattern(object);
  return (
    <>
      <div className="tools">
        <ObjectChoice object={object} />
        <DayPicker day={choice.day} last={dayOf(platformNow())} onChange={(next) => change({ day: next })} />
        <Select
          aria-label={t('indices.days_back')}
          value={pattern.days}
          options={DAYS.map((value) => ({ value, label: t('indices.days_number', { number: value }) }))}
          onChange={(next) => change({ days: next })}
        />
        <Segmented
          options={MEASURES.map((value) => ({ value, label: t(`indices.measure.${value}`) }))}
          value={pattern.measure}
          onChange={(next) => change({ measure: next })}
        />
      </div>
      <PatternHoursCard pattern={pattern} />
      {choice.scope !== 'link' && <PatternWeekCard pattern={pattern} />}
    </>
  );
}
