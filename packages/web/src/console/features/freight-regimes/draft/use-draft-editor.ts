import type { FreightRegime, FreightRegimeDraft, FreightRegimeFault } from '@opentocc/contract';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import type { Asked } from '../../../../ui/asked.ts';
import { useMay } from '../../../session/session.ts';
import { useAction } from '../../../ui/use-action.ts';
import { REGIMES, useFaults } from '../queries.ts';

export interface DraftEditor {
  readonly draft: FreightRegimeDraft;
  /** As it is written now. */
  readonly regime: FreightRegime;
  readonly isDirty: boolean;
  readonly mayEdit: boolean;
  /** Of the regime as it is written now. */
  readonly faults: Asked<readonly FreightRegimeFault[]>;
  change(part: Partial<FreightRegime>): void;
  save(): Promise<unknown>;
}

/** What is written on a draft and not saved yet: it goes on from the version at which it was begun. */
export function useDraftEditor(draft: FreightRegimeDraft): DraftEditor {
  const may = useMay('freight-regimes:draft');
  const act = useAction(REGIMES);
  const [written, setWritten] = useState<{ regime: FreightRegime; seen: number } | null>(null);
  const regime = written?.regime ?? draft.regime;
  return {
    ...{ draft, regime, isDirty: written !== null, faults: useFaults(regime) },
    mayEdit: may && (draft.state === 'draft' || draft.state === 'checked'),
    change: (part) => setWritten({ regime: { ...regime, ...part }, seen: written?.seen ?? draft.version }),
    // It counts as unsaved until the draft is read again: whoever checks it at once checks the version that was saved.
    save: async () => {
      const { version: _, ...body } = regime;
      const made = await act(() =>
        call('PUT /api/v1/freight/regime-drafts/:id', {
          params: { id: draft.id },
          body: { seen: written?.seen ?? draft.version, regime: body, purpose: draft.purpose },
        }),
      );
      // What was written on meanwhile goes on from there.
      if (made)
        setWritten((now) => (now === null || now === written ? null : { ...now, seen: made.version }));
    },
  };
}
