import type { CalibratedFigure, CalibrationOverride, RoadParameter } from '@opentocc/contract';
import { Tag } from 'antd';
import { fixed, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Assumed } from '../../../ui/assumed.tsx';

const DIGITS: Readonly<Record<RoadParameter, number>> = { free_share: 2, lane_capacity_vph: 0, wave_mps: 1 };

export const valueText = (parameter: RoadParameter, value: number): string => fixed(value, DIGITS[parameter]);

/** What is in force, and beside it what would be without the person who set it. */
export function Figure({ figure }: { readonly figure: CalibratedFigure }) {
  const { t } = useTranslation();
  const { parameter, value, origin, measured, assumed } = figure;
  const others = [
    ...(measured && origin !== 'measured'
      ? [t('studies.twin.measured', { value: valueText(parameter, measured.value) })]
      : []),
    ...(origin === 'assumed'
      ? []
      : [t('studies.twin.assumed', { value: valueText(parameter, assumed.value) })]),
  ];
  return (
    <>
      <b>{valueText(parameter, value)}</b>{' '}
      {origin === 'assumed' ? <Assumed /> : <Tag>{t(`studies.twin.origins.${origin}`)}</Tag>}
      {others.length > 0 && ' '}
      {others.length > 0 && <span className="muted">{others.join(' · ')}</span>}
    </>
  );
}

/** What the value in force rests on. */
export function Sample({
  figure: { origin, measured, assumed, override },
}: {
  readonly figure: CalibratedFigure;
}) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  if (override) return <SetBy override={override} />;
  if (origin === 'measured' && measured) {
    const { links, quarters, from_day, to_day } = measured;
    return <>{t('studies.twin.sample_value', { links, quarters, from: from_day, to: to_day })}</>;
  }
  return (
    <>{t('studies.twin.source_value', { source: assumed.source[language], date: assumed.valid_from })}</>
  );
}

/** Who set it when, and why. */
export function SetBy({ override: { set_by, set_ms, reason } }: { readonly override: CalibrationOverride }) {
  const { t } = useTranslation();
  return <>{t('studies.twin.set_value', { by: set_by, at: minuteOf(set_ms), reason })}</>;
}
