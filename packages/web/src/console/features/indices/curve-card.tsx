import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { dayOf } from '../../../ui/format.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useIndexCurve } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';

const STEP_S = 300;

/** The city's index of today over that of the same weekday a week ago. */
export function CurveCard() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const now_ms = useNow(60_000);
  const curve = useIndexCurve('city', 'city', dayOf(now_ms), STEP_S);
  return (
    <Card title={t('index.curve')} extra={<Link to="/indices/day">{dayOf(now_ms)}</Link>}>
      <Answer
        query={curve}
        isEmpty={({ today, last_week }) => today.length + last_week.length === 0}
        empty={t('indices.figure.empty_day')}
        lacks="measurements"
        height_px={170}
      >
        {(of) => <DayCurve curve={of} theme={theme} height_px={170} />}
      </Answer>
    </Card>
  );
}
