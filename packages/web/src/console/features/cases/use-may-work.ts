import { useMay } from '../../session/session.ts';

/** Whether somebody works on cases, at the hotline or at a unit; who only watches adds nothing to them. */
export function useMayWork(): boolean {
  const mayTake = useMay('cases:take');
  const mayHandle = useMay('cases:handle');
  return mayTake || mayHandle;
}
