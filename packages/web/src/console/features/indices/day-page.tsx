import { useState } from 'react';
import { dayOf } from '../../../ui/format.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { DayPicker } from '../../day-picker.tsx';
import { DayChartCard } from './day-chart-card.tsx';
import { DayHeadline } from './day-headline.tsx';
import { DayTableCard } from './day-table-card.tsx';
import { LinksDrawer, type OpenedValue } from './links-drawer.tsx';
import { ObjectChoice } from './object-choice.tsx';
import { useDay, valueAt } from './use-day.ts';
import { useObject } from './use-object.ts';

/** One day of anything against the same weekday last week and against what is usual on that weekday. */
export function DayPage() {
  const object = useObject();
  const { choice, change } = object;
  const day = useDay(object);
  const [opened, setOpened] = useState<OpenedValue | null>(null);
  const open = (at_ms: number) => {
    const value = valueAt(day, at_ms);
    if (value) setOpened(value);
  };
  return (
    <>
      <div className="tools">
        <ObjectChoice object={object} />
        <DayPicker day={choice.day} last={dayOf(platformNow())} onChange={(next) => change({ day: next })} />
      </div>
      <DayHeadline rows={day.rows} isToday={day.isToday} band_below={day.band_below} />
      <DayChartCard day={day} change={change} onOpen={open} />
      <DayTableCard day={day} onOpen={open} />
      <LinksDrawer opened={opened} close={() => setOpened(null)} />
    </>
  );
}
