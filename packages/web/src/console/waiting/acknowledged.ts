import { createStore, type Store } from '../../ui/store.ts';

/** What a person has taken note of, in this browser only: the server knows no such mark. */
export interface Acknowledged {
  /** Keys of obligations. */
  readonly keys: Store<ReadonlySet<string>>;
  toggle(key: string): void;
}

/** Older marks fall out: what they were for is done. */
const MOST = 500;
const byPerson = new Map<string, Acknowledged>();

/** @param principal whose marks, "account:17" */
export function acknowledgedBy(principal: string): Acknowledged {
  const known = byPerson.get(principal);
  if (known) return known;
  const place = `tocc.acknowledged.${principal}`;
  const keys = createStore<ReadonlySet<string>>(new Set(localStorage.getItem(place)?.split('\n')));
  const toggle = (key: string) => {
    const next = new Set(keys.get());
    if (!next.delete(key)) next.add(key);
    keys.set(new Set([...next].slice(-MOST)));
    localStorage.setItem(place, [...keys.get()].join('\n'));
  };
  const made = { keys, toggle };
  byPerson.set(principal, made);
  return made;
}
