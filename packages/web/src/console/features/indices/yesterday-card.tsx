import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { fixed, signed } from '../../../ui/format.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useComparison, useIndexCurve } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { useErrorText } from '../../../ui/error-text.ts';
import { Fact } from '../../ui/fact.tsx';
import { speedChange } from './comparison.ts';
import { yesterdayAndBefore } from './yesterday.ts';
import './cards.css';

const STEP_S = 300;
const HEIGHT_PX = 220;

/** The city's index of yesterday over that of the same weekday a week before, and by how much the means differ. */
export function YesterdayCard() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const errorText = useErrorText();
  const days = yesterdayAndBefore(useNow(60_000));
  const { data: curve, error } = useIndexCurve('city', 'city', days.b_from, STEP_S);
  const city = useComparison('city', days).data?.[0];
  const faster_kmh = city ? speedChange(city) : null;
  return (
    <Card
      title={t('indices.desk.yesterday')}
      extra={
        <Link to="/indices/day" search={{ day: days.b_from }}>
          {days.b_from}
        </Link>
      }
    >
      {curve ? (
        <DayCurve curve={curve} theme={theme} height_px={HEIGHT_PX} isToday={false} />
      ) : (
        <p className="muted" style={{ height: HEIGHT_PX }}>
          {error ? errorText(error) : t('common.loading')}
        </p>
      )}
      {city && (
        <dl className="facts">
          <Fact
            name={`${t('indices.desk.mean')} · ${t('index.shenzhen')}`}
            value={`${fixed(city.a.index, 1)} → ${fixed(city.b.index, 1)}`}
            unit={city.change === null ? undefined : signed(city.change)}
          />
          <Fact
            name={`${t('indices.desk.mean')} · ${t('index.speed')}`}
            value={`${fixed(city.a.speed_kmh, 1)} → ${fixed(city.b.speed_kmh, 1)} km/h`}
            unit={faster_kmh === null ? undefined : signed(faster_kmh)}
          />
        </dl>
      )}
    </Card>
  );
}
