import type { FreightRule } from '@opentocc/contract';
import { RULE_KINDS } from '@opentocc/core/freight';
import { Button, Dropdown, Tag } from 'antd';
import { useState } from 'react';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { Assumed } from '../../../ui/assumed.tsx';
import { RuleSentence, useSay } from '../words.tsx';
import { newRule, RULE_KIND_NAMES } from './new-rule.ts';
import { RuleDialog } from './rule-dialog.tsx';
import type { DraftEditor } from './use-draft-editor.ts';

/** Rules as sentences, each with what is wrong with it beside it. */
export function RulesCard({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<{ rule: FreightRule; at: number } | null>(null);
  const { regime, mayEdit } = editor;
  return (
    <Card
      title={t('freight-regimes.rules')}
      extra={
        mayEdit && (
          <AddRule
            add={(kind) => setOpened({ rule: newRule(kind, regime.rules), at: regime.rules.length })}
          />
        )
      }
    >
      <ul className="regimes-rules">
        {regime.rules.map((rule, at) => (
          <RuleRow key={rule.key} editor={editor} rule={rule} open={() => setOpened({ rule, at })} />
        ))}
      </ul>
      {opened && <RuleDialog editor={editor} {...opened} close={() => setOpened(null)} />}
    </Card>
  );
}

function AddRule({ add }: { add(kind: FreightRule['kind']): void }) {
  const { t } = useTranslation();
  const say = useSay();
  const items = RULE_KIND_NAMES.map((kind) => ({
    key: kind,
    label: say(RULE_KINDS[kind].name),
    onClick: () => add(kind),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size="small">{t('freight-regimes.add_rule')}</Button>
    </Dropdown>
  );
}

interface RowProps {
  readonly editor: DraftEditor;
  readonly rule: FreightRule;
  open(): void;
}

function RuleRow({ editor: { regime, faults, mayEdit }, rule, open }: RowProps) {
  const { t } = useTranslation();
  const say = useSay();
  const own = known(faults)?.filter(({ of, rules }) => of === regime.code && rules.includes(rule.key));
  return (
    <li>
      <strong>{say(rule.name)}</strong> <Tag>{say(RULE_KINDS[rule.kind].name)}</Tag>
      {rule.assumed && <Assumed />}
      {mayEdit && (
        <Button
          size="small"
          onClick={open}
          aria-label={t('freight-regimes.edit_rule', { name: say(rule.name) })}
        >
          {t('freight-regimes.edit')}
        </Button>
      )}
      <div>
        <RuleSentence rule={rule} />
      </div>
      {own?.map(({ code, level, text }) => (
        <div key={code + text.en} className={level === 'error' ? 'bad' : 'muted'}>
          {say(text)}
        </div>
      ))}
    </li>
  );
}
