import type { Account, PermissionInfo, Role, Unit } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../ui/api.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

export const useAccounts = () =>
  useQuery({ queryKey: ['accounts'], queryFn: () => api.get<Account[]>('/accounts') });

export const useUnits = () => useQuery({ queryKey: ['units'], queryFn: () => api.get<Unit[]>('/units') });

export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: () => api.get<Role[]>('/roles') });

export const usePermissions = () =>
  useQuery({ queryKey: ['permissions'], queryFn: () => api.get<PermissionInfo[]>('/permissions') });

/** Finds the name of a unit in the reader's language; the code where it is not known. */
export function useUnitName(): (code: string) => string {
  const language = useStore(languageStore);
  const units = new Map(useUnits().data?.map((unit) => [unit.code, unit.name[language]]));
  return (code) => units.get(code) ?? code;
}

/** Units as a select offers them. */
export function useUnitOptions(): { value: string; label: string }[] {
  const language = useStore(languageStore);
  return (useUnits().data ?? []).map(({ code, name }) => ({
    value: code,
    label: `${name[language]} (${code})`,
  }));
}
