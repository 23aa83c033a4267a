import { useSession } from '../../session/session.ts';

/** Codes of the firms that somebody files for; null for who files for any. */
export function useOwnFirms(): readonly string[] | null {
  const { reach } = useSession();
  return reach['filing:file']?.units ?? null;
}
