import type { Bilingual, Session } from '@opentocc/contract';
import { BUILT_IN_ROLE_NAMES } from '@opentocc/contract/permission';
import type { DeskCard } from '../feature.ts';
import { featurePart } from '../feature-parts.ts';
import { FEATURES } from '../features.ts';

type Offered = Pick<DeskCard, 'label' | 'authority' | 'roles'> & { readonly id: string };

/** The map with the day under it: it takes the room that the other cards leave. */
export const MAP_ID = 'map';
const MAP: Offered = {
  id: MAP_ID,
  label: { zh: '地图与当日回放', en: 'Map and replay of the day' },
  authority: 'map:read',
  roles: ['duty-officer'],
};

/** The cards that features offer for the desk. */
export const DESK_CARDS = FEATURES.flatMap((feature) =>
  (feature.desk ?? []).map(({ key, load, ...card }: DeskCard) => ({
    ...card,
    id: `${feature.name}/${key}`,
    Card: featurePart(feature, load),
  })),
);

/** What lies on every desk comes before what only some begin with. */
const EVERYBODYS: readonly Offered[] = DESK_CARDS.filter(({ roles }) => roles === undefined);
const OTHERS: readonly Offered[] = DESK_CARDS.filter(({ roles }) => roles !== undefined);

/** A card that one may have, and whether it lies on the desk at first. */
export interface DeskPlace {
  readonly id: string;
  readonly label: Bilingual;
  readonly isShown: boolean;
}

/** The cards for who is signed in. Roles that a centre has made itself have all that they may see. */
export function deskOf({ permissions, roles }: Session): readonly DeskPlace[] {
  const isKnown = roles.some((role) => role in BUILT_IN_ROLE_NAMES);
  return [...EVERYBODYS, MAP, ...OTHERS]
    .filter(({ authority }) => authority === undefined || permissions.includes(authority))
    .map(({ id, label, roles: first }) => ({
      id,
      label,
      isShown: !isKnown || first === undefined || first.some((role) => roles.includes(role)),
    }));
}
