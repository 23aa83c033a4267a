import type { StudyBand, StudyResult, StudyScenario } from '@opentocc/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { bandOption } from './band-chart.ts';
import { scenarioColour, scenarioDash } from './scenario-colours.ts';
import { useScenarioName } from './scenario-name.ts';

/** The curves of all scenarios as a chart. @param of which figure of a scenario by minute */
export function useBandOption(
  { scenarios, horizon_min }: StudyResult,
  minute: number,
  unit: string,
  of: (scenario: StudyScenario) => StudyBand,
): EChartsCoreOption {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const nameOf = useScenarioName();
  const curves = scenarios.map((one) => ({
    ...{ name: nameOf(one), colour: scenarioColour(one, theme), dash: scenarioDash(one) },
    band: of(one),
  }));
  return bandOption(curves, { minute, last: horizon_min }, theme, [t('studies.minute_axis'), unit]);
}
