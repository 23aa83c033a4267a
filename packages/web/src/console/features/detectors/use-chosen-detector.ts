import { useNavigate, useSearch } from '@tanstack/react-router';
import { searchOf } from './address.ts';

/** The detector that the address chooses, null without one, and what chooses another. */
export function useChosenDetector(): readonly [number | null, (id: number | null) => void] {
  const navigate = useNavigate();
  const { detector = null } = searchOf(useSearch({ strict: false }) as Record<string, unknown>);
  return [detector, (id) => void navigate({ to: '/detectors', search: id === null ? {} : { detector: id } })];
}
