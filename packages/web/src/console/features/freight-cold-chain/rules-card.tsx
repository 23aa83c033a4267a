import type { GoodsRule } from '@opentocc/contract';
import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { useRules } from './queries.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { useRuleText } from './use-rule-text.ts';

/** By what goods are supervised now, and where that is known from. */
export function RulesCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const ruleText = useRuleText();
  const mayRevise = useMay('cold-chain:handle');
  const [revised, revise] = useState<GoodsRule | null>(null);
  return (
    <Card title={t('freight_cold_chain.rules')}>
      <Answer
        query={useRules()}
        isEmpty={({ length }) => length === 0}
        empty={t('freight_cold_chain.rules_none')}
      >
        {(rules) => (
          <dl className="description">
            {rules
              .filter(
                (rule) =>
                  !rules.some((one) => one.goods_class === rule.goods_class && one.version > rule.version),
              )
              .map((rule) => (
                <Fragment key={rule.goods_class}>
                  <dt>
                    {rule.name[language]} <small className="muted">v{rule.version}</small>{' '}
                    {rule.assumed && <Assumed source={rule.source[language]} />}
                  </dt>
                  <dd>
                    {rule.settings.rules.map(ruleText).join('; ')}
                    {'; '}
                    {t('freight_cold_chain.lost_after', { min: rule.settings.lost_after_s / 60 })}
                    {'; '}
                    {t('freight_cold_chain.door_after', { min: rule.settings.door_open_s / 60 })}{' '}
                    {mayRevise && (
                      <Button size="small" onClick={() => revise(rule)}>
                        {t('freight_cold_chain.revise')}
                      </Button>
                    )}
                  </dd>
                </Fragment>
              ))}
          </dl>
        )}
      </Answer>
      {revised && <RuleDialog rule={revised} close={() => revise(null)} />}
    </Card>
  );
}
