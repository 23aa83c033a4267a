import type { FilingContent, FilingContentOf, FilingDocument, FilingFinding } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { DAY_MS } from '@opentocc/core/time';
import { cityDay, cityDayStartOf, isDay } from '../../../../kit/clock.ts';
import type { PersonalData } from '../personal.ts';
import type { FilingSettings } from '../settings.ts';
import { DOCUMENT_WORDS } from '../words.ts';
import { checkArea, type InCity } from './area.ts';
import { fault, note } from './findings.ts';
import {
  hasCheckDigit,
  isBusinessRegistration,
  isCreditCode,
  isCrossBorderPlate,
  isIdentity,
  isLicenceAbroad,
  isMainlandPlate,
  isPhone,
  isPlateAbroad,
} from './identifiers.ts';

export interface ContentContext {
  readonly settings: FilingSettings;
  /** Day of the city. */
  readonly today: string;
  readonly inCity: InCity;
  /** Who it is about, in full; null for what is unchanged since an earlier version. */
  readonly person: PersonalData | null;
}

/** Everything that is wrong with what was filed, taken by itself. */
export function checkContent(content: FilingContent, context: ContentContext): FilingFinding[] {
  switch (content.kind) {
    case 'firm':
      return [...checkFirm(content), ...checkPerson(context, false), ...checkPapers(content, context)];
    case 'truck':
      return [...checkTruck(content), ...checkPapers(content, context)];
    case 'driver':
      return [...checkPerson(context, true), ...checkPapers(content, context)];
    case 'place':
      return checkPlace(content, context);
    case 'route':
      return checkRoute(content, context);
  }
}

const named = (name: string): FilingFinding[] =>
  name === '' ? [fault('missing', 'name', { what: { zh: '名称', en: 'name' } })] : [];

function checkFirm({ name, region, credit_code }: FilingContentOf<'firm'>): FilingFinding[] {
  const isCode = region === 'hong_kong' ? isBusinessRegistration(credit_code) : isCreditCode(credit_code);
  return [...named(name), ...(isCode ? [] : [fault('credit_code', 'credit_code', { code: credit_code })])];
}

function checkTruck({ plate, plate_abroad, terminal }: FilingContentOf<'truck'>): FilingFinding[] {
  const found: FilingFinding[] = [];
  if (!isMainlandPlate(plate)) found.push(fault('plate', 'plate', { plate }));
  if (plate_abroad !== null && !isPlateAbroad(plate_abroad))
    found.push(fault('plate_abroad', 'plate_abroad', { plate: plate_abroad }));
  if (isCrossBorderPlate(plate) && plate_abroad === null) found.push(fault('plate_pair', 'plate_abroad'));
  if (plate_abroad !== null && isMainlandPlate(plate) && !isCrossBorderPlate(plate))
    found.push(note('plate_pair_odd', 'plate'));
  if (!/^\d{5,20}$/.test(terminal)) found.push(fault('terminal', 'terminal', { terminal }));
  return found;
}

function checkPerson({ person }: ContentContext, isDriver: boolean): FilingFinding[] {
  if (person === null) return [];
  const [name, phone] = isDriver ? ['name', 'phone'] : ['contact_name', 'contact_phone'];
  const found: FilingFinding[] = [];
  const letters = [...person.name].length;
  if (letters < 2 || letters > 50) found.push(fault('person_name', name));
  if (!isPhone(person.phone)) found.push(fault('phone', phone));
  if (!isDriver) return found;
  const { licence } = person;
  if (!isIdentity(licence) && !isLicenceAbroad(licence)) found.push(fault('licence', 'licence'));
  else if (isIdentity(licence) && !hasCheckDigit(licence)) found.push(fault('licence_check', 'licence'));
  return found;
}

function checkPapers(
  { kind, documents }: FilingContentOf<'firm' | 'truck' | 'driver'>,
  { settings, today }: ContentContext,
): FilingFinding[] {
  const absent = settings.documents[kind].filter((each) => documents.every((one) => one.kind !== each));
  const twice = documents.filter((one, i) => documents.findIndex((each) => each.kind === one.kind) < i);
  return [
    ...absent.map((each) => fault('no_document', 'documents', { document: DOCUMENT_WORDS[each] })),
    ...twice.map((each) => fault('document_twice', 'documents', { document: DOCUMENT_WORDS[each.kind] })),
    ...documents.flatMap((one) => checkDay(one, today, settings.notice_days)),
  ];
}

function checkDay({ kind, until }: FilingDocument, today: string, notice_days: number): FilingFinding[] {
  if (until === null) return [];
  const document = DOCUMENT_WORDS[kind];
  if (!isDay(until)) return [fault('no_day', 'documents', { document, day: until })];
  if (until < today) return [fault('ended', 'documents', { document, day: until })];
  const soon = cityDay(cityDayStartOf(today) + notice_days * DAY_MS);
  return until <= soon ? [note('ends_soon', 'documents', { document, day: until })] : [];
}

function checkPlace(
  content: FilingContentOf<'place'>,
  { inCity, settings }: ContentContext,
): FilingFinding[] {
  if (content.place === 'port') return [fault('port_filed', 'place')];
  return [...named(content.name), ...checkArea(content.area, inCity, settings)];
}

/** Two points of a route that are farther apart than this have a road between them that was not drawn. */
const MOST_APART_M = 5000;

function checkRoute({ name, points }: FilingContentOf<'route'>, { inCity }: ContentContext): FilingFinding[] {
  if (points.length < 2) return [...named(name), fault('no_line', 'points')];
  const found = named(name);
  for (let i = 1; i < points.length; i++) {
    const apart_m = distance_m(...points[i - 1], ...points[i]);
    if (apart_m <= MOST_APART_M) continue;
    found.push(fault('line_jump', 'points', { i: i + 1, km: Math.round(apart_m / 100) / 10 }));
    break;
  }
  const inside = points.map(([lon, lat]) => inCity(lon, lat));
  if (inside.every((one) => !one)) found.push(fault('line_outside', 'points'));
  else if (inside.includes(false)) found.push(note('line_leaves', 'points'));
  return found;
}
