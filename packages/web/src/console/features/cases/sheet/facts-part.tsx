import type { Case, CaseLink } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { fixed, minuteOf, plateOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useDistrictName } from '../../../session/directory.ts';
import { useMay } from '../../../session/session.ts';

/** What is known of a case, and what it is linked to. */
export function FactsPart({ one }: { readonly one: Case }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const districtName = useDistrictName();
  const { places, district, meant, unit, outside, referred_to, links } = one;
  const isOnMap = places.lon !== null && places.lat !== null;
  return (
    <section className="case-part" aria-label={t('cases.facts')}>
      <h3>{t('cases.facts')}</h3>
      <dl className="case-facts">
        <Pair name={t('cases.category')}>
          {t(`cases.field.${one.field}`)} · {one.category_name[language]}
        </Pair>
        <Pair name={t('cases.unit')}>
          {unit ? unit.name[language] : t('cases.at_hotline')}
          {unit && !one.accepted && one.state === 'dispatched' && ` · ${t('cases.unaccepted')}`}
        </Pair>
        <Pair name={t('cases.place')}>
          {[places.text, district && districtName(district)].filter(Boolean).join(' · ') ||
            (!isOnMap && fixed(null))}{' '}
          {isOnMap && (
            <Link to="/map" search={{ at: `${fixed(places.lon, 5)},${fixed(places.lat, 5)},15` }}>
              {t('cases.on_map')}
            </Link>
          )}
        </Pair>
        <Pair name={t('cases.meant')}>
          {meant ? `${t(`cases.meant_kind.${meant.kind}`)} ${meant.name}` : fixed(null)}
        </Pair>
        {outside && (
          <Pair name={t('cases.outside', { system: outside.system })}>
            {outside.number}
            {outside.due_ms !== null && ` · ${t('clocks.due_at', { at: minuteOf(outside.due_ms) })}`}
          </Pair>
        )}
        {referred_to !== null && <Pair name={t('cases.referred_to')}>{referred_to}</Pair>}
        {links.length > 0 && (
          <Pair name={t('cases.links')}>
            {links.map((link) => (
              <LinkedTo key={`${link.kind} ${link.ref}`} {...link} />
            ))}
          </Pair>
        )}
      </dl>
    </section>
  );
}

/** A vehicle, road, stop, line or situation; a situation opens from here, of others the cases about the same thing. */
function LinkedTo({ kind, ref }: CaseLink) {
  const { t } = useTranslation();
  const maySee = useMay('situations:read');
  const name = kind === 'vehicle' ? plateOf(ref) : ref;
  return (
    <span className="case-link">
      {t(`cases.link_kind.${kind}`)}{' '}
      {kind === 'situation' && maySee ? (
        <Link to="/situations" search={{ situation: Number(ref) }}>
          {name}
        </Link>
      ) : (
        <Link to="/cases" search={{ text: ref, view: 'all' }}>
          {name}
        </Link>
      )}
    </span>
  );
}

const Pair = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
