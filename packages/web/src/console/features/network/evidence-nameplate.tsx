import type { LinkDetail } from '@opentocc/contract';
import { known } from '../../../ui/asked.ts';
import { fixed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useCity } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';

/** What the link is: class, district, limit, length. */
export function Nameplate({ detail }: { readonly detail: LinkDetail }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const district = known(useCity())?.districts.find(({ index }) => index === detail.district);
  const limit = `${t('network.limit')} ${detail.limit_kmh} km/h (${t(`network.limit_${detail.limit_origin}`)})`;
  const facts = [
    t(`link_class.${detail.class}`),
    district?.name[language] ?? '',
    limit,
    `${fixed(detail.length_m)} m`,
    t('network.lanes', { number: detail.lanes }),
    detail.synthetic ? t('network.synthetic') : '',
  ];
  return <p className="muted evidence-nameplate">{facts.filter((fact) => fact !== '').join(' · ')}</p>;
}
