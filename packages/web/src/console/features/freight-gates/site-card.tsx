import type { FreightGate, FreightGateSite } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { fixed, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Fact } from '../../ui/fact.tsx';
import { GateState } from './gate-state.tsx';

/** A site: its yard in figures, its gates in rows. */
export function SiteCard({ site }: { readonly site: FreightGateSite }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={site.name[language] || site.name.zh} extra={site.code}>
      <SiteFigures site={site} />
      {site.gates.length === 0 && <p className="muted">{t('freight-gates.no_gates')}</p>}
      <ul className="gate-rows">
        {site.gates.map((gate) => (
          <GateRow key={gate.code} gate={gate} />
        ))}
      </ul>
    </Card>
  );
}

/** Trucks within and before, and how long both take, each with of how many trucks. */
export function SiteFigures({ site }: { readonly site: FreightGateSite }) {
  const { t } = useTranslation();
  const { inside, capacity, queue, wait_min, dwell_min } = site;
  const minutes = (of: { value: number | null; of: number }) =>
    of.value === null ? NO_VALUE : `${fixed(of.value, of.value < 10 ? 1 : 0)} ${t('freight-gates.minutes')}`;
  const within =
    capacity === null
      ? t('freight-gates.trucks', { count: inside })
      : t('freight-gates.of_capacity', { inside, capacity });
  return (
    <dl className="facts gate-figures">
      <Fact name={t('freight-gates.inside')} value={within} />
      <Fact
        name={t('freight-gates.queue')}
        value={queue === null ? NO_VALUE : t('freight-gates.trucks', { count: queue })}
      />
      <Fact
        name={t('freight-gates.wait')}
        value={minutes(wait_min)}
        unit={t('freight-gates.of_trucks', { count: wait_min.of })}
      />
      <Fact
        name={t('freight-gates.dwell')}
        value={minutes(dwell_min)}
        unit={t('freight-gates.of_trucks', { count: dwell_min.of })}
      />
    </dl>
  );
}

function GateRow({ gate }: { readonly gate: FreightGate }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const params = { gate: gate.code };
  return (
    <li>
      <Link to="/freight/gates/$gate" params={params} className="gate-name">
        {gate.name[language] || gate.name.zh}
      </Link>
      <GateState gate={gate} />
      {gate.waiting > 0 && (
        <strong className="gate-waiting">{t('freight-gates.waiting', { count: gate.waiting })}</strong>
      )}
      <Link to="/freight/gates/$gate/keeper" params={params} className="gate-keep">
        {t('freight-gates.keep')}
      </Link>
    </li>
  );
}
