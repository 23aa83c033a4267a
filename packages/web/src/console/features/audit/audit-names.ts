import type { Bilingual } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { known } from '../../../ui/asked.ts';
import { useTextGroups } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useAuditWords } from '../../audit-words.ts';
import {
  useAccounts,
  useDistrictName,
  usePermissionName,
  useRoleName,
  useUnitName,
} from '../../session/directory.ts';

interface OpenApi {
  readonly paths?: Record<string, Record<string, { readonly summary?: string }>>;
  /** Texts of all error codes, with `{name}` where an error fills something in. */
  readonly 'x-errors'?: Record<string, Bilingual>;
}

/** The published interface; read once. */
const useOpenApi = (): OpenApi | undefined =>
  known(
    useQuery({
      queryKey: ['openapi'],
      queryFn: async (): Promise<OpenApi> => {
        const answer = await fetch('/openapi.json');
        if (!answer.ok) throw new Error(`/openapi.json answered ${answer.status}`);
        return (await answer.json()) as OpenApi;
      },
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );

/** Says an action of the audit in the reader's language: those of services by name, requests by the published summary. */
export function useActionName(): (action: string) => string {
  const language = useStore(languageStore);
  const acts = useAuditWords('acts');
  const routes = useRouteSummaries();
  return (action) => acts[action] ?? inLanguage(routes.get(action), language) ?? action;
}

/** Summaries of all routes by "GET /api/v1/roles/:code". */
function useRouteSummaries(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(useOpenApi()?.paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { summary = '' }]) =>
          [`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`, summary] as const,
      ),
    ),
  );
}

/** A summary says "定义角色 Define a role"; one in a single language is taken whole. */
function inLanguage(summary: string | undefined, language: 'zh' | 'en'): string | undefined {
  const [, zh, en] = /^(\P{ASCII}[^A-Z]*)([A-Z].*)$/u.exec(summary ?? '') ?? [];
  return (language === 'zh' ? zh : en)?.trim() || summary || undefined;
}

/** Says who or what a record is about: "account:3" by the name of the account, "unit:440304" by that of the unit. */
export function useSubjectName(): (subject: string) => string {
  const kinds = useAuditWords('subjects');
  const accounts = new Map(known(useAccounts())?.map(({ id, name }) => [String(id), name]));
  const unitName = useUnitName();
  const roleName = useRoleName();
  return (subject) => {
    const [kind, ...rest] = subject.split(':');
    const id = rest.join(':');
    const names: Record<string, (code: string) => string> = {
      account: (code) => accounts.get(code) ?? code,
      unit: unitName,
      role: roleName,
    };
    // A key with a number is one of the sharing catalogue; those of the vault have names.
    const label = kinds[kind === 'key' && /^\d+$/.test(id) ? 'api-key' : kind];
    return label === undefined ? subject : `${label} ${names[kind]?.(id) ?? id}`.trim();
  };
}

/** Says codes that stand inside a record: errors, permissions, roles, units, districts, states. */
export function useCodeName(): (code: string) => string {
  const { group } = useTextGroups();
  const language = useStore(languageStore);
  const errors = useOpenApi()?.['x-errors'];
  const words: Record<string, string> = group('audit.word');
  const lookUps = [usePermissionName(), useRoleName(), useUnitName(), useDistrictName()];
  return (code) => {
    const found = lookUps.map((nameOf) => nameOf(code)).find((name) => name !== code);
    const error = errors && Object.hasOwn(errors, code) ? errors[code][language] : undefined;
    // The audit stores the code of an error, not what filled its places.
    return words[code] ?? error?.replaceAll(/\{\w+\}/g, '…') ?? found ?? code;
  };
}
