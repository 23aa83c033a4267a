import type { Bilingual, Obligation, Session } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Finding } from './finding.ts';
import type { Quality } from './service.ts';

/** Within how long a finding is seen to, by how grave it is. Assumed (2026-11-27). */
const WITHIN_DAYS: Record<Finding['severity'], number> = { critical: 1, major: 7, minor: 30 };
/** As many as the list of findings shows. */
const MOST = 1000;

export interface QualityObligationsDeps {
  readonly quality: Pick<Quality, 'findings'>;
  /** What a source is called. */
  readonly nameOf: (source: number) => Bilingual;
}

/** Findings that stand open, for who looks after the sources. */
export function createQualityObligations({ quality, nameOf }: QualityObligationsDeps) {
  return async ({ permissions }: Session): Promise<Obligation[]> => {
    if (!permissions.includes('sources:read')) return [];
    const open = await quality.findings({ state: 'open', limit: MOST });
    return open.map((finding) => obligationOf(finding, nameOf(finding.source)));
  };
}

function obligationOf({ id, title, advice, severity, since_ms }: Finding, source: Bilingual): Obligation {
  return {
    key: `quality/finding/${id}`,
    module: 'quality',
    title: { zh: `${source.zh}：${title.zh}`, en: `${source.en}: ${title.en}` },
    why: advice,
    owner: { kind: 'unit', unit: null, permission: 'sources:approve' },
    count: 1,
    since_ms,
    due_ms: since_ms + WITHIN_DAYS[severity] * DAY_MS,
    opens: '/sources',
  };
}
