import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SignalSearch, searchOf } from './address.ts';

/** What the address chooses, and what changes that. */
export function useSignalChoice(): readonly [SignalSearch, (change: Partial<SignalSearch>) => void] {
  const navigate = useNavigate();
  const chosen = searchOf(useSearch({ strict: false }) as Record<string, unknown>);
  const change = (part: Partial<SignalSearch>) =>
    void navigate({ to: '/signals', search: searchOf({ ...chosen, ...part }) });
  return [chosen, change];
}
