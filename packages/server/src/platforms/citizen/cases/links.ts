import type { CaseLink, MeantParty } from '@opentocc/contract';
import type { Area } from '../../../kit/area.ts';
import type { RoadNames } from './road-names.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** Last characters of plates across the border, of trailers, learners, police and consulates, behind four others. */
const LAST = '港澳挂学警领';
const PLATE = new RegExp(
  `([${PROVINCES}])\\s?([A-Z])[·•・.\\s]?(?:[A-Z0-9]{4}[${LAST}]|[A-Z0-9]{5,6}(?![A-Z0-9]))`,
  'gi',
);
const MOST = 20;

/** "粤B·D12345" and "粤b d12345" are one vehicle: "粤BD12345". */
export const plateForm = (plate: string): string =>
  plate
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[·•・.\s-]/g, '');

/**
 * Plate of a registered vehicle, in full; what is shown of it are cases.
 * @throws AppError when there is none within the area
 */
export type PlateOf = (vehicle: number, area: Area) => string;

/** A link as it is stored: one form for each thing, so that all that is said of it is found. */
export const linkForm = ({ kind, ref }: CaseLink): CaseLink => ({
  kind,
  ref: kind === 'vehicle' ? plateForm(ref) : ref.normalize('NFKC').trim(),
});

/** What is said of which links are found. */
export interface Said {
  readonly text: string;
  readonly place?: { readonly text: string } | undefined;
  readonly meant?: MeantParty | null | undefined;
  readonly links?: readonly CaseLink[] | undefined;
}

/** What a case refers to: what it was linked to, who is meant, plates and roads in its text. */
export function linksIn({ text, place, meant, links: given = [] }: Said, roads: RoadNames): CaseLink[] {
  const plates = [...text.normalize('NFKC').matchAll(PLATE)].map(([plate]) => ({
    ...{ kind: 'vehicle' as const, ref: plate },
  }));
  const ofMeant: CaseLink[] =
    meant?.kind === 'vehicle' || meant?.kind === 'line' ? [{ kind: meant.kind, ref: meant.name }] : [];
  const named = roads.in(`${place?.text ?? ''}\n${text}`).map((ref) => ({ kind: 'road' as const, ref }));
  const all = [...given, ...ofMeant, ...plates, ...named].map(linkForm);
  return [...new Map(all.map((link) => [`${link.kind} ${link.ref}`, link])).values()].slice(0, MOST);
}
