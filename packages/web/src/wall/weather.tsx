import type { StormView, WeatherOverview } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/answer.tsx';
import { call } from '../ui/api.ts';
import { type Asked, known, standOf } from '../ui/asked.ts';
import { minuteOf } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { WallCard } from './card.tsx';

const useWeather = () =>
  useQuery({ queryKey: ['weather'], queryFn: () => call('GET /api/v1/weather'), refetchInterval: 15_000 });

/** The signal in force, the response and the first times of a typhoon; nothing takes its place in quiet weather. */
export function WallWeather() {
  const { t } = useTranslation();
  const weather = useWeather();
  if (isQuiet(weather)) return null;
  return (
    <WallCard title={t('wall.weather')}>
      <Answer query={weather}>{(overview) => <Told {...overview} />}</Answer>
    </WallCard>
  );
}

/** One that failed is not quiet: it says so. */
function isQuiet(weather: Asked<WeatherOverview>): boolean {
  if (standOf(weather).kind === 'failed') return false;
  const overview = known(weather);
  if (!overview) return true;
  const { signal, decisions } = overview;
  return signal === null && (decisions[0]?.level ?? null) === null;
}

function Told({ signal, proposed, decisions, storms }: WeatherOverview) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const response = decisions[0]?.level ?? null;
  const [storm] = storms;
  const first = storm && firstOf(storm);
  return (
    <dl className="wall-facts">
      <dt>{t('wall.weather_signal')}</dt>
      <dd>{signal === null ? t('wall.weather_none') : t(`wall.signal.${signal}`)}</dd>
      <dt>{t('wall.weather_response')}</dt>
      <dd>
        {response ?? t('wall.weather_none')}
        {proposed !== null && proposed !== response && (
          <small> {t('wall.weather_proposed', { level: proposed })}</small>
        )}
      </dd>
      {storm && first && (
        <>
          <dt>{t('wall.weather_storm', { name: storm.name[language] })}</dt>
          <dd>{minuteOf(first)}</dd>
        </>
      )}
    </dl>
  );
}

/** When the wind of force 7 is expected first; undefined where it does not come. */
function firstOf({ impacts }: StormView): number | undefined {
  const times = impacts.flatMap(({ force, arrives_ms }) =>
    force === 7 && arrives_ms !== null ? [arrives_ms] : [],
  );
  return times.length > 0 ? Math.min(...times) : undefined;
}
