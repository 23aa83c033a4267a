import type { PartList } from './document.ts';
import type { PlanEditor } from './use-plan-editor.ts';

/** A part of a phase that is written on; a new one without a key. */
export interface OpenedPart {
  readonly list: PartList;
  readonly phase: string;
  readonly key: string | null;
}

export interface PartDialogProps {
  readonly editor: PlanEditor;
  readonly opened: OpenedPart;
  close(): void;
}
