import type { Bilingual, Obligation, Session } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Finding } from './finding.ts';
import type { FindingDesk, HandledFinding } from './finding-desk.ts';

/** Within how long a finding is seen to, by how grave it is. Assumed (2026-11-27). */
const WITHIN_DAYS: Record<Finding['severity'], number> = { critical: 1, major: 7, minor: 30 };
/** As many as the list of findings shows. */
const MOST = 1000;

export interface QualityObligationsDeps {
  readonly desk: Pick<FindingDesk, 'list'>;
  /** What a source is called. */
  readonly nameOf: (source: number) => Bilingual;
}

/**
 * Causes that stand open and are not silent, for who was given them, or for who sees to findings. What follows from a cause
 * is counted in it.
 */
export function createQualityObligations({ desk, nameOf }: QualityObligationsDeps) {
  return async ({ permissions }: Session): Promise<Obligation[]> => {
    if (!permissions.includes('quality:handle')) return [];
    const open = await desk.list({ state: 'open', limit: MOST });
    return open
      .filter(({ cause, handling }) => cause === null && handling.muted === null)
      .map((finding) => {
        const follow = open.filter(({ cause }) => cause === finding.id).length;
        return obligationOf(finding, 1 + follow, nameOf(finding.source));
      });
  };
}

function obligationOf(finding: HandledFinding, count: number, source: Bilingual): Obligation {
  const { id, title, advice, severity, since_ms, handling } = finding;
  const { acknowledged, assignee } = handling;
  return {
    key: `quality/finding/${id}`,
    module: 'quality',
    title: { zh: `${source.zh}：${title.zh}`, en: `${source.en}: ${title.en}` },
    why: advice,
    owner: assignee
      ? { kind: 'person', principal: assignee.principal }
      : { kind: 'unit', unit: null, permission: 'quality:handle' },
    count,
    since_ms,
    due_ms: since_ms + WITHIN_DAYS[severity] * DAY_MS,
    ...(acknowledged && { acknowledged }),
    opens: '/sources',
  };
}
