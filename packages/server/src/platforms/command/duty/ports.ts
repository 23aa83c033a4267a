import type { Bilingual, DutyReached, HandoverKind } from '@opentocc/contract';
import type { AccountPerson } from '../../../base/accounts/index.ts';

/** Something that stands open and is handed over with the shift. */
export interface HandoverItem {
  /** The same for as long as it stands open. */
  readonly key: string;
  readonly kind: HandoverKind;
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly since_ms: number;
  readonly due_ms: number | null;
  /** Path of the console's page where it is done. */
  readonly opens: string;
  /** Code of the district where it lies; what lies in none is handed over in the whole centre alone. */
  readonly district?: string | null;
}

/** What stands open in a module. */
export interface HandoverSource {
  readonly kind: HandoverKind;
  list(at_ms: number): Promise<readonly HandoverItem[]>;
}

export type { Outbox } from '../../../base/messages/index.ts';

/** When people were last reached, by channel. */
export type LastReached = (principals: readonly string[]) => Promise<readonly DutyReached[]>;

/** Who there is, and how the units stand to each other. */
export interface People {
  list(): Promise<readonly AccountPerson[]>;
  /** A unit and those above it. */
  unitsAbove(unit: string): Promise<readonly string[]>;
  /** Districts that a unit answers for; null is the whole city. */
  districtsOf(unit: string): Promise<readonly string[] | null>;
}
