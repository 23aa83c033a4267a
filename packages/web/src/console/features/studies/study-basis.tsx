import type { Study, StudyResult, StudyScenario } from '@opentocc/contract';
import { fixed, minuteOf, percent } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Fact } from '../../ui/fact.tsx';
import { AssumptionsTable } from './assumptions-table.tsx';

interface Props {
  readonly study: Study;
  readonly result: StudyResult;
  readonly shown: StudyScenario;
}

/** What the figures rest on: the area, the fit of its demand, and everything that is assumed, with source and date. */
export function StudyBasis({ study, result, shown }: Props) {
  const { t } = useTranslation();
  const { calibration, fit, radius_m, links, signals, assumed_signals } = result;
  const { perceived_kmh, simulated_kmh, share_of_flow } = calibration;
  return (
    <Card title={t('studies.basis')} extra={t('studies.basis_hint', { at: minuteOf(result.base_ms) })}>
      <dl className="facts facts-row study-facts">
        <Fact
          name={t('studies.area')}
          value={t('studies.area_value', { radius: fixed(radius_m), links: links.length })}
        />
        <Fact
          name={t('studies.signals')}
          value={t('studies.signals_value', { signals, assumed: assumed_signals })}
        />
        <Fact
          name={t('studies.calibration')}
          value={t('studies.calibration_value', {
            perceived: fixed(perceived_kmh, 1),
            simulated: fixed(simulated_kmh, 1),
          })}
        />
        <Fact name={t('studies.flow_share')} value={percent(share_of_flow)} />
        <Fact name={t('studies.fit')} value={t('studies.fit_value', { share: percent(fit.geh_under_5) })} />
        <Fact
          name={t('studies.deadlocks')}
          value={t('studies.deadlocks_value', {
            found: fixed(shown.deadlocks.mean, 1),
            released: fixed(shown.releases.mean, 1),
          })}
        />
        <Fact name={t('studies.seeds')} value={String(shown.seeds)} />
        <Fact name={t('studies.versions')} value={versionsOf(result)} />
      </dl>
      <AssumptionsTable assumptions={study.assumptions} />
    </Card>
  );
}

const versionsOf = ({ engine_version, parameters_version, demand_version, network_version }: StudyResult) =>
  [engine_version, parameters_version, demand_version, network_version.slice(0, 8)]
    .filter(Boolean)
    .join(' · ');
