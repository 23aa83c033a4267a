import type { SituationBrief } from '@opentocc/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { searchOf } from './address.ts';
import { shownOf, useSituations } from './queries.ts';

/** What the desk shows: the list, which of it is chosen by the address, and whether something is being reported. */
export function useDesk() {
  const navigate = useNavigate();
  const { situation = null, all = false } = searchOf(useSearch({ strict: false }) as Record<string, unknown>);
  const list = useSituations(all);
  const [isReporting, setReporting] = useState(false);
  const [place, setPlace] = useState<readonly [number, number] | null>(null);
  const shown: readonly SituationBrief[] = shownOf(list);
  const go = (id: number | null, also = all) =>
    void navigate({
      to: '/situations',
      search: { ...(id !== null && { situation: id }), ...(also && { all: true }) },
    });
  const choose = (id: number | null) => {
    setReporting(false);
    go(id);
  };
  return {
    ...{ list, shown, all, isReporting, place, setPlace, choose },
    chosen: situation,
    brief: shown.find(({ id }) => id === situation),
    setAll: (next: boolean) => go(situation, next),
    /** The one that is so many places further down. */
    step(by: number) {
      const at = shown.findIndex(({ id }) => id === situation);
      const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
      if (next) choose(next.id);
    },
    startReport() {
      setPlace(null);
      setReporting(true);
    },
    endReport: (id: number | null) => (id === null ? setReporting(false) : choose(id)),
  };
}

export type Desk = ReturnType<typeof useDesk>;
