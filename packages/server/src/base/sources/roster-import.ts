import type { Language, RosterChange, RosterOutcome, VehicleClass } from '@opentocc/contract';
import { sourceErrors } from './errors.ts';
import { maskPlate } from './model.ts';
import type { PlannedTerminal } from './registration-plan.ts';
import { type RosterEntry, readRoster } from './roster.ts';
import { readRosterFile } from './roster-file.ts';
import { wordsOf } from './roster-words.ts';
import type { Sources } from './service.ts';

export interface RosterImport {
  readonly bytes: Uint8Array;
  /** What rows belong to that name no source of their own. */
  readonly source: number;
  readonly vehicle_class: VehicleClass;
  /** In which what is wrong is said. */
  readonly language: Language;
}

/**
 * Imports a roster: its good rows in one transaction, its bad ones named.
 * @param actor who does it; null only looks at what it would come to
 * @throws AppError when the file cannot be read or its source is not known or retired.
 */
export async function importRoster(
  sources: Sources,
  { bytes, source, vehicle_class, language }: RosterImport,
  actor: string | null,
): Promise<RosterOutcome> {
  const { name, retired_ms } = sources.getSource(source);
  if (retired_ms !== null) throw sourceErrors.source_retired({ name });
  const cells = await readRosterFile(bytes);
  const { entries, problems, ignored } = readRoster(cells, { source, vehicle_class }, sources.listSources());
  const plan = actor === null ? sources.planRoster(entries) : await sources.importRoster(entries, actor);
  const changes = plan.planned.map((planned, i) => changeOf(planned, entries[i]));
  const changed = changes.filter(({ kind }) => kind !== 'added' && kind !== 'unchanged');
  const count = (kind: RosterChange['kind']) => changes.filter((one) => one.kind === kind).length;
  return {
    applied: actor !== null,
    good_rows: entries.length,
    bad_rows: new Set(problems.map(({ row }) => row)).size,
    added: count('added'),
    unchanged: count('unchanged'),
    changed: changed.length,
    changes: changed.slice(0, LISTED),
    problems: problems.slice(0, LISTED).map((one) => ({ ...one, message: wordsOf(one, language) })),
    ignored: [...ignored],
  };
}

/** Changes and problems that an answer lists. */
const LISTED = 1000;

function changeOf({ terminal, before, holder }: PlannedTerminal, { row }: RosterEntry): RosterChange {
  const known = before?.status === 'registered' ? before : undefined;
  const kind = holder ? 'takes_over' : known ? (isSame(known, terminal) ? 'unchanged' : 'changed') : 'added';
  const old = known ?? holder;
  return {
    ...{ row, kind, phone: terminal.phone, plate: maskPlate(terminal.plate), source: terminal.source },
    before: old
      ? {
          phone: old.phone,
          plate: maskPlate(old.plate),
          source: old.source,
          vehicle_class: old.vehicle_class,
        }
      : null,
    plate_differs: old !== undefined && old.plate !== terminal.plate,
  };
}

function isSame(a: PlannedTerminal['terminal'], b: PlannedTerminal['terminal']): boolean {
  return (
    ['plate', 'plate_colour', 'vehicle_class', 'source', 'terminal_id', 'maker', 'model'] as const
  ).every((field) => a[field] === b[field]);
}
