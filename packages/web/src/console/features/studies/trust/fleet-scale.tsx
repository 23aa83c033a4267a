import type { FleetScaleSummary } from '@opentocc/contract';
import { fixed, percent } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Fact } from '../../../ui/fact.tsx';
import { biasText, shareText } from './figures.ts';

/** How many vehicles a pass stands for, and how well that predicts detectors that were left out. */
export function FleetScale({ scale }: { readonly scale: FleetScaleSummary | null }) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('studies.twin.scale')}</h3>
      <p className="muted twin-note">{scale ? t('studies.twin.scale_hint') : t('studies.twin.scale_none')}</p>
      {scale && (
        <dl className="facts facts-row study-facts">
          <Fact name={t('studies.twin.vehicles_per_pass')} value={fixed(scale.vehicles_per_pass, 1)} />
          <Fact
            name={t('studies.twin.detectors')}
            value={t('studies.twin.detectors_value', { used: scale.used, held_out: scale.held_out })}
          />
          <Fact name={t('studies.twin.scale_days')} value={scale.days.join(', ')} />
          {scale.score && (
            <>
              <Fact name={t('studies.twin.geh')} value={percent(scale.score.geh_under_5)} />
              <Fact name={t('studies.twin.rmsn')} value={shareText(scale.score.rmsn)} />
              <Fact name={t('studies.twin.scale_bias')} value={biasText(scale.score.bias)} />
              <Fact name={t('studies.twin.scored')} value={String(scale.score.count)} />
            </>
          )}
        </dl>
      )}
    </>
  );
}
