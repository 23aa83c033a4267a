import type { Case } from '@opentocc/contract';

/** What every dialog of a case is given. */
export interface CaseDialogProps {
  readonly one: Case;
  close(): void;
}
