import type { Bilingual } from '@opentocc/contract';
import type { createFindingDesk } from '../../../base/quality/index.ts';
import type { HandoverSource } from './ports.ts';

/** As many as a shift can look at one by one. Assumed (2026-11-27). */
const MOST = 200;

/** Faults of data that nobody silenced and that follow from no other: what the next shift has to know. */
export function faultsOfData(
  desk: Pick<ReturnType<typeof createFindingDesk>, 'list'>,
  nameOf: (source: number) => Bilingual,
): HandoverSource {
  return {
    kind: 'fault',
    async list() {
      const open = await desk.list({ state: 'open', limit: 1000 });
      return open
        .filter(({ cause, handling, severity }) => cause === null && !handling.muted && severity !== 'minor')
        .slice(0, MOST)
        .map(({ id, source, title, advice, since_ms }) => ({
          ...{ key: `quality/finding/${id}`, kind: 'fault' as const, detail: advice, since_ms, due_ms: null },
          title: { zh: `${nameOf(source).zh}：${title.zh}`, en: `${nameOf(source).en}: ${title.en}` },
          opens: '/sources',
        }));
    },
  };
}
