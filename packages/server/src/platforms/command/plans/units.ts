import type { Bilingual } from '@opentocc/contract';
import type { Area } from '../../../kit/area.ts';
import { overlaps } from './model.ts';
import type { PlanStore } from './store.ts';

/** A unit of the organisation as plans see it. */
export interface OrganisationUnit {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: 'city_centre' | 'sub_centre' | 'department' | 'firm';
  readonly name: Bilingual;
  /** Districts that it answers for, its own or its parent's; null is the whole city. */
  readonly districts: Area;
}

/** Somebody who may act for units. */
export interface Actor {
  readonly principal: string;
  readonly name: string;
  /** Of the account. */
  readonly unit: string;
  readonly roles: readonly string[];
  /** Units that the permission reaches; null is all. */
  readonly units: readonly string[] | null;
}

/** What plans need of the accounts. */
export interface Organisation {
  listUnits(): Promise<readonly OrganisationUnit[]>;
  /** Active accounts that may take tasks of plans. */
  listActors(): Promise<readonly Actor[]>;
  /** The unit of an account and those below it; null for who has no account. */
  unitsOf(principal: string): Promise<{ readonly own: string; readonly below: readonly string[] } | null>;
  listRoles(): Promise<readonly { readonly code: string; readonly name: Bilingual }[]>;
}

/** A unit with the tags by which it joins plans. */
export interface JoiningUnit extends OrganisationUnit {
  readonly tags: readonly string[];
  readonly assumed: boolean;
}

/** Tags that every unit of a kind carries, whatever is set. */
const TAG_OF_KIND = {
  city_centre: 'city-centre',
  sub_centre: 'sub-centre',
  department: 'department',
  firm: 'firm',
} as const;
export const KIND_TAGS: readonly string[] = Object.values(TAG_OF_KIND);

/** The organisation as one plan meets it: a picture of one moment. */
export class Roll {
  readonly units: ReadonlyMap<string, JoiningUnit>;

  constructor(
    units: readonly OrganisationUnit[],
    tags: readonly { unit: string; tag: string; assumed: boolean }[],
    readonly actors: readonly Actor[],
  ) {
    this.units = new Map(
      units.map((unit) => {
        const own = tags.filter((one) => one.unit === unit.code);
        const all = [TAG_OF_KIND[unit.kind], ...own.map(({ tag }) => tag)];
        return [unit.code, { ...unit, tags: all, assumed: own.some(({ assumed }) => assumed) }];
      }),
    );
  }

  /** Units that carry a tag and answer for some of the districts. */
  withTag(tag: string, districts: Area): JoiningUnit[] {
    return [...this.units.values()].filter(
      (unit) => unit.tags.includes(tag) && overlaps(unit.districts, districts),
    );
  }

  /** Who may take a task for a unit: its own people. @param role that they must hold; any where null */
  peopleOf(unit: string, role: string | null = null): Actor[] {
    return this.actors.filter(
      (actor) =>
        actor.unit === unit &&
        (actor.units === null || actor.units.includes(unit)) &&
        (role === null || actor.roles.includes(role)),
    );
  }

  nameOf(unit: string): Bilingual {
    return this.units.get(unit)?.name ?? { zh: unit, en: unit };
  }
}

export async function takeRoll(
  organisation: Organisation,
  store: Pick<PlanStore, 'listTags'>,
): Promise<Roll> {
  const [units, actors] = [await organisation.listUnits(), await organisation.listActors()];
  return new Roll(units, await store.listTags(), actors);
}
