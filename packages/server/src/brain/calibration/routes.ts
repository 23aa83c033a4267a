import { calibrationRoutes } from '@opentocc/contract';
import { areaOfRequest } from '../../kit/area.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { CalibrationService } from './service.ts';

export const serveCalibration = (calibration: CalibrationService): Served =>
  serve(calibrationRoutes, {
    getCalibration: async () => calibration.describe(),
    setOverride: async (request) => {
      const { body, session } = request;
      const before = await calibration.set(body, session?.account ?? '');
      const { parameter, link_class, value, reason } = body;
      request.audit_detail = { parameter, link_class, reason, before, after: value };
      return calibration.describe();
    },
    withdrawOverride: async (request) => {
      const { params, body, session } = request;
      const { parameter, link_class, value, instead_of } = await calibration.withdraw(
        params.id,
        session?.account ?? '',
        body.reason,
      );
      request.audit_detail = { parameter, link_class, reason: body.reason, before: value, after: instead_of };
      return calibration.describe();
    },
    getDemand: async (request) => calibration.demand(areaOfRequest(request)),
    estimateDemand: async (request) => {
      await calibration.begin();
      return calibration.demand(areaOfRequest(request));
    },
    cancelEstimation: async (request) => {
      calibration.cancel();
      return calibration.demand(areaOfRequest(request));
    },
  });
