import type { PlanDetail, PlanDocument, PlanFault } from '@opentocc/contract';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useMay } from '../../../session/session.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED_BY_PLANS, checkPlan } from '../queries.ts';

export interface PlanEditor {
  readonly plan: PlanDetail;
  readonly document: PlanDocument;
  readonly faults: readonly PlanFault[];
  /** Whether the faults are of the document as it is now. */
  readonly isChecked: boolean;
  readonly isDirty: boolean;
  readonly mayEdit: boolean;
  change(to: PlanDocument): void;
  check(): Promise<unknown>;
  save(): Promise<unknown>;
}

/** What is written on a plan and not stored yet: it goes on from the revision at which it was begun. */
export function usePlanEditor(plan: PlanDetail): PlanEditor {
  const may = useMay('plans:edit');
  const save = useAction(...CHANGED_BY_PLANS);
  const look = useAction();
  const [draft, setDraft] = useState<{ document: PlanDocument; rev: number } | null>(null);
  const [checked, setChecked] = useState<{ of: PlanDocument; faults: readonly PlanFault[] } | null>(null);
  const document = draft?.document ?? plan.document;
  const known = checked?.of === document ? checked : null;
  return {
    ...{ plan, document, isDirty: draft !== null, mayEdit: may && plan.state !== 'retired' },
    faults: known?.faults ?? plan.faults,
    isChecked: draft === null || known !== null,
    change: (to) => setDraft({ document: to, rev: draft?.rev ?? plan.rev }),
    check: () => look(async () => setChecked({ of: document, faults: await checkPlan(document) })),
    // It counts as not stored until the plan is read again: who publishes at once publishes the revision that was stored.
    save: async () => {
      const body = { document, rev: draft?.rev ?? plan.rev };
      const made = await save(() => call('PUT /api/v1/plans/:id/draft', { params: { id: plan.id }, body }));
      // What was written on meanwhile goes on from there.
      if (made) setDraft((now) => (now === null || now === draft ? null : { ...now, rev: made.rev }));
    },
  };
}
