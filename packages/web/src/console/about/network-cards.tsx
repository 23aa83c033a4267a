import type { City } from '@opentocc/contract';
import { fixed, grouped } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { LINK_CLASS_NAMES } from '../../ui/names.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { Card } from '../card.tsx';

/** The network: its size, its version and where it comes from. */
export function NetworkCard({ city }: { readonly city: City }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const rows: [string, string][] = [
    [t('about.network'), city.name[language]],
    [t('about.version'), city.network_version],
    [t('about.links'), grouped(city.link_count)],
    [t('about.nodes'), grouped(city.node_count)],
    [t('about.length'), `${fixed(city.length_km, 1)} km`],
    [t('about.attribution'), city.attribution],
    [t('about.notice'), city.notice[language] || t('common.none')],
  ];
  return (
    <Card title={t('about.network')}>
      <dl className="description">
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** Length of the network by class, km. */
export function LengthsCard({ city }: { readonly city: City }) {
  const { t } = useTranslation();
  return (
    <Card title={t('about.by_class')} extra="km">
      <dl className="facts">
        {LINK_CLASS_NAMES.map((name) => (
          <div key={name}>
            <dt>{t(`link_class.${name}`)}</dt>
            <dd>{fixed(city.length_km_by_class[name], 1)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
