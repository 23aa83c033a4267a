import type { Case } from '@opentocc/contract';
import type { ComponentType } from 'react';
import { AnswerDialog } from './answer-dialog.tsx';
import type { CaseDialogProps } from './case-dialog.ts';
import { DispatchDialog } from './dispatch-dialog.tsx';
import { FactsDialog } from './facts-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { ReferDialog } from './refer-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ExtensionDialog, PauseDialog, ReturnDialog } from './request-dialogs.tsx';
import { SuperviseDialog } from './supervise-dialog.tsx';
import type { DialogName, Sheet } from './use-sheet.ts';

const DIALOGS: Readonly<Record<DialogName, ComponentType<CaseDialogProps>>> = {
  answer: AnswerDialog,
  dispatch: DispatchDialog,
  return: ReturnDialog,
  extension: ExtensionDialog,
  pause: PauseDialog,
  refer: ReferDialog,
  merge: MergeDialog,
  facts: FactsDialog,
  supervise: SuperviseDialog,
  link: LinkDialog,
  report: ReportDialog,
};

/** The dialog of the case that is open. */
export function CaseDialogs({ one, sheet }: { readonly one: Case; readonly sheet: Sheet }) {
  if (sheet.dialog === null) return null;
  const Dialog = DIALOGS[sheet.dialog];
  return <Dialog one={one} close={sheet.close} />;
}
