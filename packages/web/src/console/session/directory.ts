import { useQuery } from '@tanstack/react-query';
import { call } from '../../ui/api.ts';
import { known } from '../../ui/asked.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useMay } from './session.ts';

export const useAccounts = (enabled = true) =>
  useQuery({ queryKey: ['accounts'], queryFn: () => call('GET /api/v1/accounts'), enabled });

export const useUnits = () => useQuery({ queryKey: ['units'], queryFn: () => call('GET /api/v1/units') });

export const useRoles = (enabled = true) =>
  useQuery({ queryKey: ['roles'], queryFn: () => call('GET /api/v1/roles'), enabled });

export const usePermissions = () =>
  useQuery({
    queryKey: ['permissions'],
    queryFn: () => call('GET /api/v1/permissions'),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The caller's own account and the rules of sign-in. */
export const useOwnAccount = () =>
  useQuery({ queryKey: ['own-account'], queryFn: () => call('GET /api/v1/session/account') });

const useDistricts = () =>
  useQuery({
    queryKey: ['districts'],
    queryFn: () => call('GET /api/v1/districts'),
    staleTime: Number.POSITIVE_INFINITY,
  });

type NameOf = (code: string) => string;

/** Finds the name of something in the reader's language; the code where it is not known. */
function useNames(entries: readonly { code: string; name: Record<'zh' | 'en', string> }[] = []): NameOf {
  const language = useStore(languageStore);
  const names = new Map(entries.map(({ code, name }) => [code, name[language]]));
  return (code) => names.get(code) ?? code;
}

export const useUnitName = (): NameOf => useNames(known(useUnits()));
export const usePermissionName = (): NameOf => useNames(known(usePermissions()));
export const useDistrictName = (): NameOf => useNames(known(useDistricts()));
/** Of roles, to who may read them. */
export const useRoleName = (): NameOf => useNames(known(useRoles(useMay('roles:read'))));

/** Districts as a select offers them. */
export function useDistrictOptions(): { value: string; label: string }[] {
  const nameOf = useDistrictName();
  return (known(useDistricts()) ?? []).map(({ code }) => ({ value: code, label: nameOf(code) }));
}
