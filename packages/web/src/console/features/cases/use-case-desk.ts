import { type KeyboardEvent, useState } from 'react';
import { keyOf } from '../../ui/key-of.ts';
import { type CaseFilters, queryOf } from './address.ts';
import { useLiveCases, useRowIds } from './queries.ts';
import { useSheet } from './sheet/use-sheet.ts';

interface Options {
  readonly filters: CaseFilters;
  readonly chosen: number | null;
  choose(id: number | null): void;
}

/** A list with the case that is chosen from it: what is asked, and what keys do. */
export function useCaseDesk({ filters, chosen, choose }: Options) {
  useLiveCases();
  const query = queryOf(filters);
  const idOf = useRowIds(query);
  const [at, setAt] = useState(-1);
  const sheet = useSheet(chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key !== 'j' && key !== 'k') {
      sheet.onKey(event);
      return;
    }
    event.preventDefault();
    const row = Math.max(0, at + (key === 'j' ? 1 : -1));
    const id = idOf(row);
    if (id === undefined) return;
    setAt(row);
    choose(id);
  };
  return {
    ...{ query, chosen, at, sheet, onKeyDown },
    choose(id: number | null, row = -1) {
      setAt(row);
      choose(id);
    },
  };
}
export type CaseDesk = ReturnType<typeof useCaseDesk>;
