import type { Bilingual, FilingContent, FilingFinding } from '@opentocc/contract';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import { circleOf, type InCity } from './checks/area.ts';
import { checkContent } from './checks/content.ts';
import { checkRelations } from './checks/relations.ts';
import { filingErrors } from './errors.ts';
import type { EntryRow } from './model.ts';
import type { PersonalData } from './personal.ts';
import type { FilingRegister } from './register.ts';
import { settingsOn } from './settings.ts';

export interface CheckingDeps {
  readonly register: FilingRegister;
  readonly clock: Clock;
  readonly inCity: InCity;
  readonly knowsTerminal: (terminal: string) => boolean;
}

export interface Checked {
  readonly id: string | null;
  readonly firm: string | null;
  readonly content: FilingContent;
  /** In full where it was just written; null where it is stored already. */
  readonly person: PersonalData | null;
  readonly licence_index: string | null;
  /** Whether who reads it may learn who else filed something. */
  readonly all_firms: boolean;
}

const SOMEBODY: Bilingual = { zh: '另一家企业', en: 'another firm' };
const OWN: Bilingual = { zh: '本企业', en: 'this firm' };

/** Looks at what was filed, by itself and beside all that is on file. */
export function createChecking({ register, clock, inCity, knowsTerminal }: CheckingDeps) {
  function check({ id, firm, content, person, licence_index, all_firms }: Checked): FilingFinding[] {
    const today = cityDay(clock.now());
    const nameOf = (of: string | null): Bilingual => {
      if (of === firm && of !== null) return OWN;
      const filed = of === null ? undefined : register.firm(of);
      if (!all_firms || of === null) return SOMEBODY;
      return {
        zh: `“${filed?.name ?? of}”（${of}）`,
        en: `“${filed?.name_en || filed?.name || of}” (${of})`,
      };
    };
    const place = content.kind === 'place' ? circleOf(content.area) : null;
    return [
      ...checkContent(content, { settings: settingsOn(today), today, inCity, person }),
      ...checkRelations(content, { register, id, firm, licence_index, place, nameOf, knowsTerminal }),
    ];
  }
  return {
    check,
    /** Of an entry as it stands, or of the amendment that waits beside it. */
    checkRow: (row: EntryRow, all_firms: boolean): FilingFinding[] =>
      check({
        ...{ id: row.id, firm: row.firm, all_firms, person: null },
        content: row.amendment?.content ?? row.content,
        licence_index: row.amendment?.licence_index ?? row.licence_index,
      }),
  };
}

export type Checking = ReturnType<typeof createChecking>;

/** Errors in a sentence of each language; undefined where there are none. */
export function faultsOf(findings: readonly FilingFinding[]): Bilingual | undefined {
  const faults = findings.filter(({ level }) => level === 'error');
  if (faults.length === 0) return undefined;
  return {
    zh: faults.map(({ text }) => text.zh).join('；'),
    en: faults.map(({ text }) => text.en).join('; '),
  };
}

/** @throws AppError with every error, so that all is put right at once */
export function refuseFaults(findings: readonly FilingFinding[]): void {
  const faults = faultsOf(findings);
  if (faults) throw filingErrors.faults({ faults });
}
