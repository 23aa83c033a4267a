import type { DutyPerson } from '@opentocc/contract';
import type { AccountPerson } from '../../../base/accounts/index.ts';
import type { People } from './ports.ts';

/** Everybody by principal, as they are at one instant. */
export type PeopleBook = ReadonlyMap<string, AccountPerson>;

export async function openPeople(people: Pick<People, 'list'>): Promise<PeopleBook> {
  return new Map((await people.list()).map((one) => [one.principal, one]));
}

/** Whether somebody may stand duty at a post of a unit. */
export function canStand(book: PeopleBook, principal: string, unit: string): boolean {
  const person = book.get(principal);
  return person?.holds === true && (person.units === null || person.units.includes(unit));
}

/** As screens show those that are named; in order of their names. */
export function shownPeople(book: PeopleBook, principals: Iterable<string>): DutyPerson[] {
  const named = [...new Set(principals)].flatMap((principal) => book.get(principal) ?? []);
  return named.map(shownPerson).sort((a, b) => a.name.localeCompare(b.name));
}

export const shownPerson = (one: AccountPerson): DutyPerson => ({
  ...{ principal: one.principal, account: one.id, name: one.name, display_name: one.display_name },
  ...{ unit: one.unit, phone: one.phone, active: one.holds },
});

export const nameOf = (book: PeopleBook, principal: string): string => book.get(principal)?.name ?? principal;
