import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useIndexCurve } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { useReplayedMinute_ms } from '../../map/replay-clock.ts';

const STEP_S = 300;

/** The city's index of today, or of the day that a replay shows, over that of the same weekday a week ago. */
export function CurveCard() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const now_ms = useNow(60_000);
  const at_ms = useReplayedMinute_ms();
  const day = dayOf(at_ms ?? now_ms);
  const curve = useIndexCurve('city', 'city', day, STEP_S);
  return (
    <Card
      title={t('index.curve')}
      extra={
        <Link to="/indices/day" search={{ day }}>
          {day}
        </Link>
      }
    >
      <Answer
        query={curve}
        isEmpty={({ today, last_week }) => today.length + last_week.length === 0}
        empty={t('indices.figure.empty_day')}
        lacks="measurements"
        height_px={170}
      >
        {(of) => (
          <DayCurve curve={of} theme={theme} height_px={170} isToday={day === dayOf(now_ms)} at_ms={at_ms} />
        )}
      </Answer>
    </Card>
  );
}
