import type { StudyFault } from '@opentocc/contract';
import { Button } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { EnterLink } from './action-editor.tsx';
import { type Draft, type DraftScenario, replaced } from './draft.ts';
import { ScenarioEditor } from './scenario-editor.tsx';

/** As many as anybody may have. */
const MOST_SCENARIOS = 8;

interface Props {
  readonly draft: Draft;
  readonly faults: readonly StudyFault[];
  /** As many as the reader may have; not known before the first check. */
  readonly most: number | undefined;
  readonly onEnter: EnterLink;
  change(part: Partial<Draft>): void;
}

/** The scenarios of a draft; more are added empty or as copies. */
export function ScenarioList({
  draft: { scenarios },
  faults,
  most = MOST_SCENARIOS,
  onEnter,
  change,
}: Props) {
  const { t } = useTranslation();
  const isFull = scenarios.length >= most;
  const add = (scenario: DraftScenario) => change({ scenarios: [...scenarios, scenario] });
  return (
    <>
      {scenarios.map((scenario, i) => (
        <ScenarioEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: scenarios stay in their order, and names may be equal
          key={i}
          {...{ scenario, onEnter, number: i + 1 }}
          faults={faults.filter((fault) => fault.scenario === i)}
          setScenario={(next) => change({ scenarios: replaced(scenarios, i, next) })}
          copy={
            isFull
              ? undefined
              : () => add({ ...scenario, name: t('studies.copy_of', { name: scenario.name }).slice(0, 60) })
          }
        />
      ))}
      <Button
        disabled={isFull}
        onClick={() =>
          add({ name: t('studies.scenario_number', { number: scenarios.length + 1 }), actions: [] })
        }
      >
        {isFull ? t('studies.full', { most }) : t('studies.add_scenario')}
      </Button>
    </>
  );
}
