import { dayOf } from '../../../ui/format.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { DayPicker } from '../../day-picker.tsx';
import { CorridorChoice } from './corridor-choice.tsx';
import { RoadProfileCard } from './road-profile-card.tsx';
import { RoadSectionsCard } from './road-sections-card.tsx';
import { useCorridor } from './use-corridor.ts';
import { useRoadDay } from './use-road-day.ts';

/** A corridor along its length and through a day, by direction. */
export function RoadPage() {
  const corridor = useCorridor();
  const road = useRoadDay(corridor);
  return (
    <>
      <div className="tools">
        <CorridorChoice corridor={corridor} />
        <DayPicker day={corridor.day} last={dayOf(platformNow())} onChange={corridor.chooseDay} />
      </div>
      <RoadProfileCard road={road} />
      <RoadSectionsCard road={road} />
    </>
  );
}
