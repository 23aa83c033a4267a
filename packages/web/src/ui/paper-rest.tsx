import { useTranslation } from './i18n/use-translation.ts';
import { MOST_ON_PAPER, useOnPaper } from './use-on-paper.ts';

/** Says on paper that a list goes on. @param count rows of all of it */
export function PaperRest({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  if (!useOnPaper() || count <= MOST_ON_PAPER) return null;
  return <p className="muted">{t('common.on_paper', { shown: MOST_ON_PAPER, count })}</p>;
}
