import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useLink } from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';

/** A link by its road and stretch. */
export function LinkName({ link }: { readonly link: number }) {
  const { t } = useTranslation();
  const nameOf = useRoadName();
  const stretchText = useStretchText();
  const detail = known(useLink(link));
  if (!detail) return <>{t('studies.link_number', { link })}</>;
  return (
    <>
      {nameOf(detail.name)} · {stretchText(detail.stretch)}
    </>
  );
}
