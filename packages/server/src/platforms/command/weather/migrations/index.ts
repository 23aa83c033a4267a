import type { Migrations } from '../../../../kit/db.ts';
import * as weather from './001-weather.ts';
import * as drillRun from './002-drill-run.ts';

export const migrations: Migrations = {
  weather_001_weather: weather,
  weather_002_drill_run: drillRun,
};
