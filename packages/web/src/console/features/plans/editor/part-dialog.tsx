import { MessageDialog } from './message-dialog.tsx';
import type { PartDialogProps } from './opened-part.ts';
import { TaskEditDialog } from './task-edit-dialog.tsx';
import { TransitionDialog } from './transition-dialog.tsx';

const DIALOGS = { tasks: TaskEditDialog, messages: MessageDialog, transitions: TransitionDialog } as const;

export function PartDialog(props: PartDialogProps) {
  const Dialog = DIALOGS[props.opened.list];
  return <Dialog {...props} />;
}
