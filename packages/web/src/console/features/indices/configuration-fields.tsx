import type { IndexConfigurationDraft } from '@opentocc/contract';
import { Checkbox, Input, InputNumber, Segmented, Select } from 'antd';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { LINK_CLASS_NAMES } from '../../../ui/names.ts';
import { TimeField } from '../../ui/time-field.tsx';
import { minuteText } from './day-parts.ts';

const ANNEXES = ['A', 'B', 'C'] as const;

/** The parts of a configuration that an operator may change. */
export type Draft = Pick<IndexConfigurationDraft, 'gb' | 'shenzhen' | 'weights' | 'free_flow' | 'peaks'>;

interface NumbersProps {
  readonly name: string;
  readonly values: readonly number[];
  readonly step?: number;
  readonly labels?: readonly string[];
  change(values: number[]): void;
}

/** A row of numbers that belong together. */
function Numbers({ name, values, step = 0.01, labels, change }: NumbersProps) {
  return (
    <>
      <span>{name}</span>
      <span className="config-numbers">
        {values.map((value, i) => (
          <InputNumber
            // biome-ignore lint/suspicious/noArrayIndexKey: the numbers have no name but their place.
            key={i}
            size="small"
            aria-label={`${name} ${labels?.[i] ?? i + 1}`}
            title={labels?.[i]}
            value={value}
            step={step}
            onChange={(next) => next !== null && change(values.map((one, at) => (at === i ? next : one)))}
          />
        ))}
      </span>
    </>
  );
}

export function GbFields({
  gb,
  change,
}: {
  readonly gb: Draft['gb'];
  change(parts: Partial<Draft['gb']>): void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('indices.config.groups.gb')}</legend>
      <div className="config-rows">
        <span>{t('indices.config.annex_choice')}</span>
        <span>
          <Segmented
            size="small"
            aria-label={t('indices.config.annex_choice')}
            options={ANNEXES.map((annex) => ({ value: annex, label: t(`indices.annex.${annex}`) }))}
            value={gb.annex}
            onChange={(annex) => change({ annex })}
          />
        </span>
        <Numbers
          name={t('indices.config.state_above')}
          labels={t('indices.config.states').split(' / ')}
          values={gb.state_above}
          change={(state_above) => change({ state_above })}
        />
        {ANNEXES.map((annex) => (
          <Numbers
            key={annex}
            name={t('indices.config.annex_bounds', { annex })}
            values={gb.annexes[annex].at}
            labels={gb.annexes[annex].index.map(String)}
            change={(at) => change({ annexes: { ...gb.annexes, [annex]: { ...gb.annexes[annex], at } } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ShenzhenProps {
  readonly shenzhen: Draft['shenzhen'];
  change(parts: Partial<Draft['shenzhen']>): void;
}

export function ShenzhenFields({ shenzhen, change }: ShenzhenProps) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('indices.config.groups.shenzhen')}</legend>
      <p className="muted hint-inline">{t('indices.config.speeds')}</p>
      <div className="config-rows">
        {shenzhen.classes.map((bands, i) => (
          <Numbers
            key={LINK_CLASS_NAMES[i]}
            name={t(`link_class.${LINK_CLASS_NAMES[i]}`)}
            step={1}
            values={bands.at}
            labels={bands.index.map(String)}
            change={(at) =>
              change({ classes: shenzhen.classes.map((one, c) => (c === i ? { ...one, at } : one)) })
            }
          />
        ))}
        <Numbers
          name={t('indices.config.band_below')}
          step={0.5}
          values={shenzhen.band_below}
          labels={(['b0', 'b1', 'b2', 'b3'] as const).map((band) => t(`band.${band}`))}
          change={(band_below) => change({ band_below })}
        />
      </div>
    </fieldset>
  );
}

export function ByClass({ name, values, change }: Pick<NumbersProps, 'name' | 'values' | 'change'>) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{name}</legend>
      <div className="config-rows">
        {LINK_CLASS_NAMES.map((link_class, i) => (
          <Numbers
            key={link_class}
            name={t(`link_class.${link_class}`)}
            values={[values[i]]}
            step={0.05}
            change={([value]) => change(values.map((one, at) => (at === i ? value : one)))}
          />
        ))}
      </div>
    </fieldset>
  );
}

export function PeakFields({
  peaks,
  change,
}: {
  readonly peaks: Draft['peaks'];
  change(parts: Partial<Draft['peaks']>): void;
}) {
  const { t } = useTranslation();
  const set = (name: string, end: 'from_min' | 'to_min', text: string) => {
    const [hours, minutes] = text.split(':').map(Number);
    change({
      spans: peaks.spans.map((span) =>
        span.name === name ? { ...span, [end]: 60 * hours + minutes } : span,
      ),
    });
  };
  return (
    <fieldset>
      <legend>{t('indices.config.peaks')}</legend>
      <div className="config-end">
        {peaks.spans.map(({ name, from_min, to_min }) => (
          <span key={name} className="tools">
            {t(`indices.config.${name}`)}
            {(['from_min', 'to_min'] as const).map((end) => (
              <TimeField
                key={end}
                aria-label={`${t(`indices.config.${name}`)} ${t(end === 'from_min' ? 'indices.from' : 'indices.to')}`}
                value={minuteText(end === 'from_min' ? from_min : to_min)}
                onChange={(time) => set(name, end, time)}
              />
            ))}
          </span>
        ))}
        <small className="muted">{t('indices.config.morning_first')}</small>
      </div>
    </fieldset>
  );
}

type Provenance = Pick<Draft['weights'], 'standard' | 'version' | 'source' | 'certainty' | 'assumed'>;

export function ProvenanceFields({
  name,
  value,
  change,
}: {
  readonly name: string;
  readonly value: Provenance;
  change(parts: Partial<Provenance>): void;
}) {
  const { t } = useTranslation();
  const provenance = useProvenance();
  return (
    <>
      <span>
        {name} <small className="muted">{provenance(value.standard)}</small>
      </span>
      <span className="config-end">
        <Select
          size="small"
          style={{ width: 160 }}
          aria-label={`${name} · ${t('indices.certainty')}`}
          value={value.certainty}
          options={ANNEXES.map((grade) => ({ value: grade, label: t(`indices.certainties.${grade}`) }))}
          onChange={(certainty) => change({ certainty })}
        />
        <Checkbox checked={value.assumed} onChange={(event) => change({ assumed: event.target.checked })}>
          {t('common.assumed')}
        </Checkbox>
        <Input
          size="small"
          className="config-source"
          aria-label={`${name} · ${t('indices.source')}`}
          maxLength={300}
          value={provenance(value.source)}
          onChange={(event) => change({ source: event.target.value })}
        />
      </span>
    </>
  );
}
