import { findingRoutes, type QualityFinding } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { FindingDesk, HandledFinding } from './finding-desk.ts';
import type { PlateReader } from './routes.ts';

/** What is to be fixed, and what people do about it. Each act is on the audit with what it was about. */
export function serveFindingDesk(desk: FindingDesk, plateOf: PlateReader): Served {
  return serve(findingRoutes, {
    listFindings: async (request) =>
      (await desk.list(request.query)).map((finding) => shown(finding, plateOf)),
    async acknowledgeFindings(request) {
      const { findings } = request.body;
      request.audit_detail = { findings };
      await desk.acknowledge(findings, actingOf(request));
    },
    async assignFindings(request) {
      const { findings, to } = request.body;
      request.audit_detail = { findings, to };
      await desk.assign(findings, to, actingOf(request));
    },
    async noteFindings(request) {
      const { findings, text } = request.body;
      request.audit_detail = { findings, text };
      await desk.note(findings, text, actingOf(request));
    },
    async muteFindings(request) {
      const { findings, until_ms, reason } = request.body;
      request.audit_detail = { findings, until_ms, reason };
      await desk.mute(findings, until_ms, reason, actingOf(request));
    },
    draftNotice: (request) => desk.draftNotice(request.body.findings),
    async recordNotice(request) {
      const { findings, to, channel, text } = request.body;
      request.audit_detail = { findings, to, channel };
      await desk.recordNotice(findings, { to, channel, text }, actingOf(request));
    },
    listFindingHandlers: async () => [...(await desk.listHandlers())],
  });
}

function shown(finding: HandledFinding, plateOf: PlateReader): QualityFinding {
  return { ...finding, examples: finding.examples.map((vehicle) => ({ vehicle, plate: plateOf(vehicle) })) };
}
