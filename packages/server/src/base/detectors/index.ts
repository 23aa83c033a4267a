import { MINUTE_MS } from '@opentocc/core/time';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { detectorErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { type DetectorRoutesDeps, serveDetectors } from './routes.ts';

export type { ReportBroker, ReportIntake } from './broker.ts';
export { REPORT_LIMITS } from './intake.ts';
export type { Detection } from './model.ts';
export { createDetectors, type Detectors } from './service.ts';

export const declaration: ModuleDeclaration = { name: 'detectors', migrations, errors: detectorErrors };

export const detectorsModule = ({ detectors, districtOf }: DetectorRoutesDeps): Module => ({
  name: 'detectors',
  routes: [serveDetectors({ detectors, districtOf })],
  jobs: [
    {
      name: 'expect reports of detectors',
      every_ms: MINUTE_MS,
      run: async () => detectors.expectReports(MINUTE_MS),
    },
    { name: 'forget old reports of detectors', every_ms: 60 * MINUTE_MS, run: detectors.sweep },
  ],
  degraded: [['detectors', detectors.trouble]],
  metrics: { detectors: detectors.metrics },
  demo: async () => (await import('./demo.ts')).createDetectorsDemo(detectors),
  start: detectors.start,
  drain: detectors.close,
});
