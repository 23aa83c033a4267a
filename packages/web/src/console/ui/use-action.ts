import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useErrorText } from '../../ui/error-text.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { toast } from './toast.ts';

/**
 * Does something on the server and refetches what it changed. What changes something is confirmed in words; what
 * only shows something is seen to be.
 * @param changed queries, by the first part of their key
 * @returns what the work gave, or undefined when the server refused.
 */
export function useAction(
  ...changed: readonly string[]
): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  const errorText = useErrorText();
  const save = useSaving(...changed);
  return async (work) => {
    try {
      return await save(work);
    } catch (error) {
      toast('error', errorText(error));
      return undefined;
    }
  };
}

/**
 * As {@link useAction}, for what other acts follow on: until its change is read again, they would be sent on the version
 * before it and refused as somebody else's.
 * @returns whether it is under way, and the action
 */
export function useBusyAction(...changed: readonly string[]) {
  const act = useAction(...changed);
  const [isBusy, setBusy] = useState(false);
  const run = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    try {
      return await act(work);
    } finally {
      setBusy(false);
    }
  };
  return [isBusy, run] as const;
}

/** As {@link useAction}, in a dialog, which says by itself what the server refused: a refusal is thrown. */
export function useSaving(...changed: readonly string[]): <T>(work: () => Promise<T>) => Promise<T> {
  const queries = useQueryClient();
  const { t } = useTranslation();
  return async (work) => {
    const result = await work();
    if (changed.length > 0) toast('done', t('common.done'));
    for (const key of changed) await queries.invalidateQueries({ queryKey: [key] });
    return result;
  };
}
