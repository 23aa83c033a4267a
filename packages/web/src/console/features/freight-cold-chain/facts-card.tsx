import type { Consignment } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { minuteOf, NO_VALUE, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Fact } from '../../ui/fact.tsx';
import { temperatureText } from './temperature-text.ts';
import { useRuleText } from './use-rule-text.ts';

/** What was declared, and what is known now. */
export function FactsCard({ consignment }: { readonly consignment: Consignment }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const ruleText = useRuleText();
  const at = (at_ms: number | null) => (at_ms === null ? NO_VALUE : minuteOf(at_ms));
  const { goods, firm_name, truck, container, seal, customs_form, destination, last, test } = consignment;
  const facts: readonly (readonly [name: string, value: string])[] = [
    [t('common.state'), t(`freight_cold_chain.state.${consignment.state}`)],
    [t('freight_cold_chain.temperature'), temperatureText(last?.temperature_c)],
    [t('freight_cold_chain.goods'), goods],
    [t('freight_cold_chain.owner'), firm_name[language]],
    [t('freight_cold_chain.truck'), plateOf(truck)],
    [t('freight_cold_chain.container'), container],
    [t('freight_cold_chain.seal'), seal],
    [t('freight_cold_chain.customs_form'), customs_form],
    [t('freight_cold_chain.warehouse'), consignment.warehouse_name[language]],
    [t('freight_cold_chain.slot'), minuteOf(consignment.slot_from_ms)],
    [t('freight_cold_chain.destination'), destination],
    [t('freight_cold_chain.departed'), at(consignment.departed_ms)],
    [t('freight_cold_chain.arrived'), at(consignment.arrived_ms)],
    [t('freight_cold_chain.fetch_by'), at(consignment.fetch_by_ms)],
    [t('freight_cold_chain.storage_h'), String(consignment.storage_h)],
    [t('freight_cold_chain.test'), test ? `${test.laboratory} ${test.paper} ${test.signed_by}` : NO_VALUE],
  ];
  return (
    <Card title={t('freight_cold_chain.facts')}>
      <dl className="facts cold-facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <p>
        {t('freight_cold_chain.lots')}:{' '}
        {consignment.lots.map(({ lot, quantity, uom }) => (
          <Link key={lot} to="/freight/cold-chain/trace" search={{ lot }} className="cold-lot">
            {lot} · {quantity} {uom}
          </Link>
        ))}
      </p>
      <p className="muted">
        {t('freight_cold_chain.held_rules')}: {consignment.settings.rules.map(ruleText).join('; ')}
      </p>
    </Card>
  );
}
