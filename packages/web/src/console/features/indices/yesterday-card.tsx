import type { IndexComparison } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { indexText, signed, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useComparison, useIndexCurve } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
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
  const days = yesterdayAndBefore(useNow(60_000));
  const curve = useIndexCurve('city', 'city', days.b_from, STEP_S);
  const cities = useComparison('city', days);
  return (
    <Card
      title={t('indices.desk.yesterday')}
      extra={
        <Link to="/indices/day" search={{ day: days.b_from }}>
          {days.b_from}
        </Link>
      }
    >
      <Answer query={curve} height_px={HEIGHT_PX}>
        {(of) => <DayCurve curve={of} theme={theme} height_px={HEIGHT_PX} isToday={false} />}
      </Answer>
      <Answer query={cities} isEmpty={(rows) => rows.length === 0} lacks="measurements">
        {([city]) => <Means city={city} />}
      </Answer>
    </Card>
  );
}

/** Means of both days, before and after. */
function Means({ city }: { city: IndexComparison }) {
  const { t } = useTranslation();
  const faster_kmh = speedChange(city);
  return (
    <dl className="facts">
      <Fact
        name={`${t('indices.desk.mean')} · ${t('index.shenzhen')}`}
        value={`${indexText(city.a.index)} → ${indexText(city.b.index)}`}
        unit={city.change === null ? undefined : signed(city.change)}
      />
      <Fact
        name={`${t('indices.desk.mean')} · ${t('index.speed')}`}
        value={`${speedText(city.a.speed_kmh)} → ${speedText(city.b.speed_kmh)} km/h`}
        unit={faster_kmh === null ? undefined : signed(faster_kmh)}
      />
    </dl>
  );
}
