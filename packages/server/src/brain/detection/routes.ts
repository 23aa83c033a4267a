import { detectionRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { areaOfRequest } from '../../kit/area.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { figures } from './figures.ts';
import { RULE } from './model.ts';
import type { DetectionService } from './service.ts';
import { whyOf } from './why.ts';

export const serveDetection = (detection: DetectionService): Served =>
  serve(detectionRoutes, {
    listSignals: (request) => detection.list(areaOfRequest(request), request.query),
    async getSignal(request) {
      const found = await detection.evidenceOf(areaOfRequest(request), request.params.id);
      return { ...found, why: whyOf(found) };
    },
    async judgeSignal(request) {
      const { params, body } = request;
      request.audit_detail = { ...body };
      return detection.judge(areaOfRequest(request), params.id, body, actingOf(request));
    },
    async getDetection(request) {
      const judged = await detection.countVerdicts(areaOfRequest(request));
      return { rule: RULE, ...detection.status(), judged, figures: figures() };
    },
  });
