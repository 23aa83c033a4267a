import type { Migrations } from '../../../../kit/db.ts';
import * as plan from './001-plan.ts';
import * as weatherDrill from './002-weather-drill.ts';
import * as taskClock from './003-task-clock.ts';

export const migrations: Migrations = {
  plans_001_plan: plan,
  plans_002_weather_drill: weatherDrill,
  plans_003_task_clock: taskClock,
};
