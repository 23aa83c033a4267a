import type { Obligation, Session } from '@opentocc/contract';
import type { RegimeStore } from './store.ts';

/** Drafts that were checked and wait for a second person, due when they are to begin. */
export function createRegimeObligations({ listDrafts }: Pick<RegimeStore, 'listDrafts'>) {
  return async ({ permissions, principal }: Session): Promise<Obligation[]> => {
    if (!permissions.includes('freight-regimes:announce')) return [];
    const waiting = (await listDrafts()).filter(
      ({ state, writers }) =>
        state === 'checked' && !writers.some((writer) => writer.principal === principal),
    );
    return waiting.map(({ id, regime, purpose, checked_ms, changed_ms }) => ({
      ...{ key: `regimes/draft/${id}`, module: 'freight-regimes', count: 1 },
      title: {
        zh: `规则集待公布：${regime.name.zh}`,
        en: `A regime waits to be announced: ${regime.name.en}`,
      },
      why: {
        zh: `已审查通过，须由起草人以外的人公布：${purpose}`,
        en: `Checked; a second person announces it: ${purpose}`,
      },
      owner: { kind: 'unit', unit: null, permission: 'freight-regimes:announce' },
      ...{ since_ms: checked_ms ?? changed_ms, due_ms: regime.from_ms },
      opens: `/freight/regimes/drafts/${id}`,
    }));
  };
}
