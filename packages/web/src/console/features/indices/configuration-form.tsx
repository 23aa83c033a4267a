import type {
  IndexConfiguration,
  IndexConfigurationDraft,
  IndexConfigurationPreview,
} from '@opentocc/contract';
import { App, Button, Checkbox, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { dayOf } from '../../../ui/format.ts';
import { LINK_CLASS_NAMES } from '../../../ui/names.ts';
import { Card } from '../../card.tsx';
import { useErrorText } from '../../error-text.ts';
import { useAction } from '../accounts/use-action.ts';
import { PreviewCard } from './configuration-preview.tsx';
import { minuteText } from './day-parts.ts';

const DAY_MS = 86_400_000;
const ANNEXES = ['A', 'B', 'C'] as const;
const PARTS = ['gb', 'shenzhen', 'weights', 'free_flow', 'peaks'] as const;
type Part = (typeof PARTS)[number];
type Draft = Pick<IndexConfigurationDraft, Part>;

interface Props {
  /** Where the draft begins. */
  readonly start: IndexConfiguration;
  onSet(): void;
}

/** A draft of parameters for a day to come, with a look at what it would change. */
export function ConfigurationForm({ start, onSet }: Props) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const act = useAction();
  const tomorrow = dayOf(Date.now() + DAY_MS);
  const [draft, setDraft] = useState<Draft>(() => ({
    gb: start.gb,
    shenzhen: start.shenzhen,
    weights: start.weights,
    free_flow: start.free_flow,
    peaks: start.peaks,
  }));
  const [valid_from, setDay] = useState(tomorrow);
  const [reason, setReason] = useState('');
  const [preview, setPreview] = useState<IndexConfigurationPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const change = <P extends Part>(part: P, parts: Partial<Draft[P]>) => {
    setPreview(null);
    setDraft((was) => ({ ...was, [part]: { ...was[part], ...parts } }));
  };
  const ask = async () => {
    setBusy(true);
    try {
      const body = { ...draft, valid_from, reason: reason.trim().length < 4 ? '----' : reason };
      setPreview((await api.post<IndexConfigurationPreview>('/indices/standards/preview', body)) ?? null);
    } catch (error) {
      message.error(errorText(error), 8);
    }
    setBusy(false);
  };
  const set = () =>
    modal.confirm({
      title: t('analysis.config.apply_ask', { day: valid_from }),
      content: reason,
      okText: t('analysis.config.apply'),
      onOk: async () => {
        if (await act(() => api.post('/indices/standards', { ...draft, valid_from, reason }))) onSet();
      },
    });
  return (
    <>
      <Card title={t('analysis.config.draft')} extra={t('analysis.config.draft_hint')}>
        <div className="config-form">
          <GbFields gb={draft.gb} change={(parts) => change('gb', parts)} />
          <ShenzhenFields shenzhen={draft.shenzhen} change={(parts) => change('shenzhen', parts)} />
          <div className="config-grid">
            <ByClass
              name={t('analysis.config.class_weight')}
              values={draft.weights.class_weight}
              change={(class_weight) => change('weights', { class_weight })}
            />
            <ByClass
              name={t('analysis.config.share_of_limit')}
              values={draft.free_flow.share_of_limit}
              change={(share_of_limit) => change('free_flow', { share_of_limit })}
            />
          </div>
          <PeakFields peaks={draft.peaks} change={(parts) => change('peaks', parts)} />
          <fieldset>
            <legend>{t('analysis.config.provenance')}</legend>
            <div className="config-rows">
              {PARTS.map((part) => (
                <ProvenanceFields
                  key={part}
                  name={t(`analysis.config.groups.${part}`)}
                  value={draft[part]}
                  change={(parts) => change(part, parts)}
                />
              ))}
            </div>
          </fieldset>
          <div className="config-end">
            <span>{t('analysis.config.valid_from')}</span>
            <input
              type="date"
              className="day-picker"
              aria-label={t('analysis.config.valid_from')}
              value={valid_from}
              min={tomorrow}
              required
              onChange={(event) => event.target.value && setDay(event.target.value)}
            />
            <Input
              style={{ width: 360 }}
              aria-label={t('analysis.config.reason')}
              placeholder={`${t('analysis.config.reason')}：${t('analysis.config.reason_placeholder')}`}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
            <Button onClick={ask} loading={busy}>
              {t('analysis.config.preview')}
            </Button>
            <Button type="primary" disabled={reason.trim().length < 4} onClick={set}>
              {t('analysis.config.apply')}
            </Button>
          </div>
        </div>
      </Card>
      {preview && <PreviewCard preview={preview} />}
    </>
  );
}

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

function GbFields({ gb, change }: { readonly gb: Draft['gb']; change(parts: Partial<Draft['gb']>): void }) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('analysis.config.groups.gb')}</legend>
      <div className="config-rows">
        <span>{t('analysis.config.annex_choice')}</span>
        <span>
          <Segmented
            size="small"
            aria-label={t('analysis.config.annex_choice')}
            options={ANNEXES.map((annex) => ({ value: annex, label: t(`analysis.annex.${annex}`) }))}
            value={gb.annex}
            onChange={(annex) => change({ annex })}
          />
        </span>
        <Numbers
          name={t('analysis.config.state_above')}
          labels={t('analysis.config.states').split(' / ')}
          values={gb.state_above}
          change={(state_above) => change({ state_above })}
        />
        {ANNEXES.map((annex) => (
          <Numbers
            key={annex}
            name={t('analysis.config.annex_bounds', { annex })}
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

function ShenzhenFields({ shenzhen, change }: ShenzhenProps) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('analysis.config.groups.shenzhen')}</legend>
      <p className="muted hint-inline">{t('analysis.config.speeds')}</p>
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
          name={t('analysis.config.band_below')}
          step={0.5}
          values={shenzhen.band_below}
          labels={(['b0', 'b1', 'b2', 'b3'] as const).map((band) => t(`band.${band}`))}
          change={(band_below) => change({ band_below })}
        />
      </div>
    </fieldset>
  );
}

function ByClass({ name, values, change }: Pick<NumbersProps, 'name' | 'values' | 'change'>) {
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

function PeakFields({
  peaks,
  change,
}: {
  readonly peaks: Draft['peaks'];
  change(parts: Partial<Draft['peaks']>): void;
}) {
  const { t } = useTranslation();
  const set = (name: string, end: 'from_min' | 'to_min', text: string) => {
    const [hours, minutes] = text.split(':').map(Number);
    if (Number.isNaN(hours) || Number.isNaN(minutes)) return;
    change({
      spans: peaks.spans.map((span) =>
        span.name === name ? { ...span, [end]: 60 * hours + minutes } : span,
      ),
    });
  };
  return (
    <fieldset>
      <legend>{t('analysis.config.peaks')}</legend>
      <div className="config-end">
        {peaks.spans.map(({ name, from_min, to_min }) => (
          <span key={name} className="tools">
            {t(`analysis.config.${name}`)}
            {(['from_min', 'to_min'] as const).map((end) => (
              <input
                key={end}
                type="time"
                step={300}
                className="day-picker"
                aria-label={`${t(`analysis.config.${name}`)} ${t(end === 'from_min' ? 'analysis.from' : 'analysis.to')}`}
                value={minuteText(end === 'from_min' ? from_min : to_min)}
                onChange={(event) => set(name, end, event.target.value)}
              />
            ))}
          </span>
        ))}
        <small className="muted">{t('analysis.config.morning_first')}</small>
      </div>
    </fieldset>
  );
}

type Provenance = Pick<Draft['weights'], 'standard' | 'version' | 'source' | 'certainty' | 'assumed'>;

function ProvenanceFields({
  name,
  value,
  change,
}: {
  readonly name: string;
  readonly value: Provenance;
  change(parts: Partial<Provenance>): void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <span>
        {name} <small className="muted">{value.standard}</small>
      </span>
      <span className="config-end">
        <Select
          size="small"
          style={{ width: 160 }}
          aria-label={`${name} · ${t('analysis.certainty')}`}
          value={value.certainty}
          options={ANNEXES.map((grade) => ({ value: grade, label: t(`analysis.certainties.${grade}`) }))}
          onChange={(certainty) => change({ certainty })}
        />
        <Checkbox checked={value.assumed} onChange={(event) => change({ assumed: event.target.checked })}>
          {t('common.assumed')}
        </Checkbox>
        <Input
          size="small"
          style={{ width: 420 }}
          aria-label={`${name} · ${t('analysis.source')}`}
          value={value.source}
          onChange={(event) => change({ source: event.target.value })}
        />
      </span>
    </>
  );
}
