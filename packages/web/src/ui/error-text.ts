import { ApiError } from './api.ts';
import { useTranslation } from './i18n/use-translation.ts';

/** What to show a person of an error: the server's own words, or that it does not answer. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
    if (!error.problem) return t(error.isChange ? 'common.change_unanswered' : 'common.unreachable');
    const { title, errors } = error.problem;
    return [title, ...(errors ?? []).map(({ message }) => message)].join(' ');
  };
}
