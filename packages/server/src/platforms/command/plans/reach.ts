import type { Bilingual, PlanDocument, Session } from '@opentocc/contract';
import { type Area, areaOf, isWithin } from '../../../kit/area.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { plansErrors } from './errors.ts';
import { overlaps } from './model.ts';
import type { TaskRow } from './store.ts';
import type { Roll } from './units.ts';
import { joined } from './words.ts';

/** @throws AppError unless every district lies in the area; null is the whole city */
export function requireAll(area: Area, districts: Area): void {
  const within = area === null || districts?.every((district) => isWithin(area, district));
  if (!within) throw kitErrors.out_of_area();
}

/** Units that a permission reaches; null is all. */
function unitsReached({ reach }: Session, permission: string): readonly string[] | null {
  return reach[permission]?.units ?? null;
}

/** Whether a permission that is held reaches a unit. */
export const reachesUnit = (session: Session, permission: string, unit: string): boolean =>
  session.permissions.includes(permission) && (unitsReached(session, permission)?.includes(unit) ?? true);

/** What a run touches: where it is, and the units that have a task of it or will. */
export interface Touched {
  readonly districts: Area;
  readonly document: PlanDocument;
  readonly tasks: readonly Pick<TaskRow, 'unit' | 'first_unit'>[];
}

/** What of a run lies beyond the rights to command it; nothing where it may be commanded. */
export function beyondRights(
  session: Session,
  { districts, document, tasks }: Touched,
  roll: Roll,
): Bilingual[] {
  const area = areaOf(session, 'plans:command');
  const where = area === null || districts?.every((one) => area.includes(one)) ? [] : [districts];
  const tags = document.phases.flatMap((phase) => phase.tasks.map(({ tag }) => tag));
  const joining = [...new Set(tags)].flatMap((tag) => roll.withTag(tag, districts).map(({ code }) => code));
  const units = new Set([...joining, ...tasks.flatMap(({ unit, first_unit }) => [unit, first_unit])]);
  const far = [...units].filter((unit) => !reachesUnit(session, 'plans:command', unit));
  return [
    ...where.map((all) =>
      all === null
        ? { zh: '全市', en: 'the whole city' }
        : { zh: `行政区 ${all.join('、')}`, en: `districts ${all.join(', ')}` },
    ),
    ...far.map((unit) => roll.nameOf(unit)),
  ];
}

/** @throws AppError unless the rights reach everything that a run touches */
export function requireCommand(session: Session, touched: Touched, roll: Roll): void {
  const beyond = beyondRights(session, touched, roll);
  if (!overlaps(areaOf(session, 'plans:command'), touched.districts)) throw kitErrors.out_of_area();
  if (beyond.length === 0) return;
  throw plansErrors.out_of_reach({ beyond: joined(beyond, '、', ', ') });
}
