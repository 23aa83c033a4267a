import type { VisitRule } from '@opentocc/contract';
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { answerFrom } from '../../../ui/asked.ts';
import { dayOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useVisitRules } from './queries.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleText } from './rule-text.tsx';

/** A version with where it stands among those of its rule. */
interface ListedRule extends VisitRule {
  readonly id: string;
  readonly isLast: boolean;
  readonly standing: 'in_force' | 'coming' | 'former';
}

/** By which dated rules cases are drawn, called and left out; every version, and the form of the next one. */
export function RulesCard() {
  const { t } = useTranslation();
  const may = useMay('visits:supervise');
  const [revised, setRevised] = useState<VisitRule | null>(null);
  const columns = useColumns(may ? setRevised : null);
  const query = answerFrom(useVisitRules(), (all) => listedOf(all, dayOf(platformNow())));
  return (
    <Card title={t('visits.rules')}>
      <ListTable query={query} columns={columns} none={t('common.none')} />
      {revised && <RuleDialog rule={revised} close={() => setRevised(null)} />}
    </Card>
  );
}

/** @param all versions of a rule after each other */
function listedOf(all: readonly VisitRule[], today: string): ListedRule[] {
  return all.map((rule) => {
    const versions = all.filter(({ key }) => key === rule.key);
    const in_force = versions.findLast(({ valid_from }) => valid_from <= today);
    const isLater = rule.version > (in_force?.version ?? 0);
    return {
      ...{ ...rule, id: `${rule.key}/${rule.version}`, isLast: rule === versions.at(-1) },
      standing: rule === in_force ? 'in_force' : isLater ? 'coming' : 'former',
    };
  });
}

/** @param revise null for who may not */
function useColumns(revise: ((rule: VisitRule) => void) | null): TableColumnsType<ListedRule> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    {
      title: t('visits.rule'),
      className: 'wrap',
      render: (_, { name, assumed, source }) => (
        <>
          {name[language]} {assumed && <Assumed source={source[language]} />}
        </>
      ),
    },
    {
      title: t('visits.valid_from'),
      className: 'nowrap',
      render: (_, { valid_from, standing }) => `${valid_from} · ${t(`visits.rule_standing.${standing}`)}`,
    },
    { title: t('common.details'), className: 'wrap', render: (_, { rule }) => <RuleText rule={rule} /> },
    { title: t('visits.rule_source'), className: 'wrap', render: (_, { source }) => source[language] },
    { title: t('visits.rule_made'), className: 'wrap', render: (_, rule) => <Made rule={rule} /> },
    {
      title: '',
      render: (_, rule) =>
        revise &&
        rule.isLast && (
          <Button size="small" onClick={() => revise(rule)}>
            {t('visits.revise')}
          </Button>
        ),
    },
  ];
}

function Made({ rule: { made_by, made_ms, reason } }: { readonly rule: VisitRule }) {
  const { t } = useTranslation();
  if (made_by === null || made_ms === null)
    return <span className="muted">{t('visits.rule_delivered')}</span>;
  return (
    <>
      {made_by} <small className="muted nowrap">{minuteOf(made_ms)}</small>
      <div>{reason}</div>
    </>
  );
}
