import type { Bilingual, PlanDocument, PlanFault } from '@opentocc/contract';
import type { Roll } from '../units.ts';

/** What a plan may name, as it is while it is checked. */
export interface CheckWorld {
  readonly roll: Roll;
  /** Codes of the roles that there are. */
  readonly roles: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly warnings: ReadonlySet<string>;
  readonly situations: ReadonlySet<string>;
}

export type Check = (document: PlanDocument, world: CheckWorld) => readonly PlanFault[];

type Place = readonly [phase?: string | null, part?: string | null];

const fault =
  (level: PlanFault['level']) =>
  (code: string, [phase = null, part = null]: Place, zh: string, en: string): PlanFault => ({
    ...{ code, level, phase, part },
    text: { zh, en },
  });

/** Keeps a plan from being published. */
export const error = fault('error');
/** Worth a look; the plan may be published. */
export const note = fault('note');

/** What a part is called where a fault names it. */
export const named = ({ name, key }: { name: { zh: string; en?: string }; key: string }): Bilingual => ({
  zh: name.zh || key,
  en: name.en || name.zh || key,
});
