import type { StudyActionKind, StudyFault } from '@opentocc/contract';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { ActionEditor, type EnterLink } from './action-editor.tsx';
import { ACTION_FIELDS } from './action-fields.ts';
import { type DraftScenario, newAction, replaced } from './draft.ts';

const KINDS = Object.keys(ACTION_FIELDS) as StudyActionKind[];

interface Props {
  readonly number: number;
  readonly scenario: DraftScenario;
  readonly faults: readonly StudyFault[];
  readonly onEnter: EnterLink;
  setScenario(next: DraftScenario | null): void;
  /** Adds one like it; undefined when there are as many as may be. */
  readonly copy: (() => void) | undefined;
}

/** A scenario: its name and its actions, in a list. */
export function ScenarioEditor({ number, scenario, faults, onEnter, setScenario, copy }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const id = useId();
  const { name, actions } = scenario;
  return (
    <Card
      title={t('studies.scenario_number', { number })}
      extra={
        <span className="tools">
          <Button size="small" disabled={!copy} onClick={copy}>
            {t('studies.copy_scenario')}
          </Button>
          <Button size="small" onClick={() => setScenario(null)}>
            {t('studies.remove_scenario')}
          </Button>
        </span>
      }
    >
      <label htmlFor={id}>{t('studies.scenario_name')}</label>
      <Input
        id={id}
        value={name}
        maxLength={60}
        status={name.trim() ? '' : 'error'}
        onChange={({ target }) => setScenario({ ...scenario, name: target.value })}
      />
      {actions.map((action, i) => (
        <ActionEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: actions have no names of their own, and stay in their order
          key={i}
          {...{ action, onEnter }}
          faults={faults.filter(({ item }) => item === i).map(({ text }) => text[language])}
          setAction={(next) => setScenario({ ...scenario, actions: replaced(actions, i, next) })}
        />
      ))}
      <Select
        aria-label={t('studies.add_action')}
        placeholder={t('studies.add_action')}
        value={null}
        options={KINDS.map((kind) => ({ value: kind, label: t(`studies.actions.${kind}`) }))}
        onChange={(kind: StudyActionKind) =>
          setScenario({ ...scenario, actions: [...actions, newAction(kind)] })
        }
      />
    </Card>
  );
}
