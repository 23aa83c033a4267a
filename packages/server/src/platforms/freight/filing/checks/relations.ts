import type { Bilingual, FilingContent, FilingFinding } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { type Circle, type EntryRow, isListed } from '../model.ts';
import type { FilingRegister, IndexedColumn } from '../register.ts';
import { fault, note } from './findings.ts';

export interface RelationContext {
  readonly register: FilingRegister;
  /** The entry that is changed; null for a new one. */
  readonly id: string | null;
  readonly firm: string | null;
  readonly licence_index: string | null;
  readonly place: Circle | null;
  /** Names a firm for who reads it: firms do not learn who else filed something. */
  readonly nameOf: (firm: string | null) => Bilingual;
  /** Whether the platform knows a terminal. */
  readonly knowsTerminal: (terminal: string) => boolean;
}

const WHAT = {
  plate: { zh: '车牌', en: 'plate' },
  plate_abroad: { zh: '境外车牌', en: 'plate abroad' },
  terminal: { zh: '终端', en: 'terminal' },
} as const;
const UNIT = {
  ...{ plate: { zh: '车', en: '' }, plate_abroad: { zh: '车', en: '' }, terminal: { zh: '台', en: '' } },
} as const;

/** What other entries say against an entry, or what is to be known of it. */
export function checkRelations(content: FilingContent, context: RelationContext): FilingFinding[] {
  switch (content.kind) {
    case 'firm':
      return [];
    case 'truck': {
      const { plate, plate_abroad, terminal } = content;
      const known = context.knowsTerminal(terminal);
      return [
        ...ofFirm(context),
        ...checkHeld('plate', plate, context),
        ...(plate_abroad === null ? [] : checkHeld('plate_abroad', plate_abroad, context)),
        ...checkHeld('terminal', terminal, context),
        ...(known ? [] : [note('terminal_unknown', 'terminal', { terminal })]),
      ];
    }
    case 'driver':
      return [...ofFirm(context), ...checkDriver(context)];
    case 'place':
      return [...ofFirm(context), ...checkOverlap(context)];
    case 'route':
      return ofFirm(context);
  }
}

/** What stands for an approval: a firm is checked before what it files. */
function ofFirm({ register, firm }: RelationContext): FilingFinding[] {
  if (firm === null) return [];
  const state = register.firm(firm)?.state ?? 'not_approved';
  if (state === 'in_order' || state === 'expired') return [];
  return [note(state === 'not_approved' ? 'firm_not_approved' : 'firm_sanctioned', 'firm')];
}

const others = (column: IndexedColumn, value: string, { register, id }: RelationContext): EntryRow[] =>
  register.having(column, value).filter((row) => row.id !== id);

function checkHeld(column: keyof typeof WHAT, value: string, context: RelationContext): FilingFinding[] {
  const params = (row: EntryRow) => ({
    ...{ what: WHAT[column], value, unit: UNIT[column], holder: context.nameOf(row.firm) },
  });
  return others(column, value, context).flatMap((row) => {
    if (isListed(row)) return [fault('held', column, params(row))];
    if (row.state === 'submitted') {
      // Within one firm it is a slip, between two somebody has to decide.
      const level = row.firm === context.firm ? fault : note;
      return [level('wanted', column, params(row))];
    }
    return row.state === 'removed' && row.sanctioned_by !== null && column === 'plate'
      ? [note('was_removed', column, { holder: context.nameOf(row.firm), reason: row.reason })]
      : [];
  });
}

function checkDriver(context: RelationContext): FilingFinding[] {
  if (context.licence_index === null) return [];
  return others('licence_index', context.licence_index, context).flatMap((row) => {
    const holder = context.nameOf(row.firm);
    if (isListed(row)) return [fault('driver_elsewhere', 'licence', { holder })];
    if (row.state === 'submitted' && row.firm === context.firm)
      return [fault('driver_elsewhere', 'licence', { holder })];
    return row.state === 'removed' && row.sanctioned_by !== null
      ? [note('was_removed', 'licence', { holder, reason: row.reason })]
      : [];
  });
}

function checkOverlap({ register, id, place }: RelationContext): FilingFinding[] {
  if (place === null) return [];
  return register
    .places()
    .filter((one) => one.code !== id)
    .filter(
      (one) => distance_m(one.lon, one.lat, place.lon, place.lat) < (one.radius_m + place.radius_m) * 0.7,
    )
    .slice(0, 3)
    .map(({ code, name }) => note('overlaps', 'area', { name, id: code }));
}
