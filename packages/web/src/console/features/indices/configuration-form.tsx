import type {
  IndexConfiguration,
  IndexConfigurationPreview,
  IndexConfigurationTrial,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { Card } from '../../card.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { toast } from '../../ui/toast.ts';
import { useAction } from '../../ui/use-action.ts';
import {
  ByClass,
  type Draft,
  GbFields,
  PeakFields,
  ProvenanceFields,
  ShenzhenFields,
} from './configuration-fields.tsx';
import { PreviewCard } from './configuration-preview.tsx';

const PARTS = ['gb', 'shenzhen', 'weights', 'free_flow', 'peaks'] as const satisfies readonly Part[];
type Part = keyof Draft;

interface Props {
  /** Where the draft begins. */
  readonly start: IndexConfiguration;
  onSet(): void;
}

/** A draft of parameters for a day to come, with a look at what it would change. */
export function ConfigurationForm({ start, onSet }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const errorText = useErrorText();
  const act = useAction();
  const tomorrow = dayOf(platformNow() + DAY_MS);
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
      const trial: IndexConfigurationTrial = { ...draft, valid_from };
      setPreview(await call('POST /api/v1/indices/standards/preview', { body: trial }));
    } catch (error) {
      toast('error', errorText(error));
    }
    setBusy(false);
  };
  const set = () =>
    modal.confirm({
      title: t('indices.config.apply_ask', { day: valid_from }),
      content: reason,
      okText: t('indices.config.apply'),
      onOk: async () => {
        if (
          await act(() => call('POST /api/v1/indices/standards', { body: { ...draft, valid_from, reason } }))
        )
          onSet();
      },
    });
  return (
    <>
      <Card title={t('indices.config.draft')} extra={t('indices.config.draft_hint')}>
        <div className="config-form">
          <GbFields gb={draft.gb} change={(parts) => change('gb', parts)} />
          <ShenzhenFields shenzhen={draft.shenzhen} change={(parts) => change('shenzhen', parts)} />
          <div className="config-grid">
            <ByClass
              name={t('indices.config.class_weight')}
              values={draft.weights.class_weight}
              change={(class_weight) => change('weights', { class_weight })}
            />
            <ByClass
              name={t('indices.config.share_of_limit')}
              values={draft.free_flow.share_of_limit}
              change={(share_of_limit) => change('free_flow', { share_of_limit })}
            />
          </div>
          <PeakFields peaks={draft.peaks} change={(parts) => change('peaks', parts)} />
          <fieldset>
            <legend>{t('indices.config.provenance')}</legend>
            <div className="config-rows">
              {PARTS.map((part) => (
                <ProvenanceFields
                  key={part}
                  name={t(`indices.config.groups.${part}`)}
                  value={draft[part]}
                  change={(parts) => change(part, parts)}
                />
              ))}
            </div>
          </fieldset>
          <div className="config-end">
            <span>{t('indices.config.valid_from')}</span>
            <DateField
              aria-label={t('indices.config.valid_from')}
              value={valid_from}
              min={tomorrow}
              onChange={(day) => day && setDay(day)}
            />
            <Input
              style={{ width: 360 }}
              aria-label={t('indices.config.reason')}
              placeholder={t('indices.config.reason_placeholder')}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
            <Button onClick={ask} loading={busy}>
              {t('indices.config.preview')}
            </Button>
            <Button type="primary" disabled={reason.trim().length < 4} onClick={set}>
              {t('indices.config.apply')}
            </Button>
          </div>
        </div>
      </Card>
      {preview && <PreviewCard preview={preview} />}
    </>
  );
}
