import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { DrillRunCard } from './drill-run-card.tsx';
import { DrillsCard } from './drills-card.tsx';
import { useWeather, useWeatherDrillRuns } from './queries.ts';
import { ResponseCard } from './response-card.tsx';
import { StormsCard } from './storms-card.tsx';
import { WarningsCard } from './warnings-card.tsx';
import './weather.css';

/** The weather as the centre has to act on it: what is expected, what was decided, and when the wind comes. */
export function WeatherPage() {
  const { t } = useTranslation();
  const weather = useWeather();
  // A drill that runs stands first, or somebody takes it for the weather; without one the weather does.
  const isDrilling = known(useWeatherDrillRuns())?.some(({ state }) => state === 'running') ?? false;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('weather.title')}</h1>
      </div>
      {isDrilling && <DrillRunCard />}
      <ResponseCard weather={weather} />
      <StormsCard weather={weather} />
      <WarningsCard weather={weather} />
      {!isDrilling && <DrillRunCard />}
      <DrillsCard />
    </div>
  );
}
