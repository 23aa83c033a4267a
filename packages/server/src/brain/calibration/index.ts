import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { calibrationErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveCalibration } from './routes.ts';
import { type CalibrationDeps, CalibrationService } from './service.ts';
import { createCalibrationStore } from './store.ts';

export type { CalibrationService } from './service.ts';

export const declaration: ModuleDeclaration = { name: 'calibration', migrations, errors: calibrationErrors };

/** How often it is looked whether a day has become whole. */
const LOOK_MS = 5 * 60_000;

export function createCalibration(
  deps: Omit<CalibrationDeps, 'store'> & { readonly db: Parameters<typeof createCalibrationStore>[0] },
): CalibrationService {
  const { db, ...others } = deps;
  return new CalibrationService({ ...others, store: createCalibrationStore(db, deps.network.meta.version) });
}

export const calibrationModule = (calibration: CalibrationService): Module => ({
  name: 'calibration',
  routes: [serveCalibration(calibration)],
  jobs: [{ name: 'estimate typical days', every_ms: LOOK_MS, run: calibration.whenDue }],
  start: () => calibration.start(),
  stop: () => calibration.close(),
});
