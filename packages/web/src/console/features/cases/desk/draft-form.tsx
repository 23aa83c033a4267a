import type { CaseSuggestion } from '@opentocc/contract';
import { Button, Checkbox, Input, Select } from 'antd';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../../ui/use-now.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { CategorySelect } from '../category-select.tsx';
import { ANSWER_BY, MEANT_KINDS, TAKEN_BY, TYPES } from '../choices.ts';
import { UnitSelect } from '../unit-select.tsx';
import { type DeskAct, type Draft, isBlank, linksOf, type Missing } from './draft.ts';
import { SuggestionsPart } from './suggestions-part.tsx';

interface Props {
  readonly draft: Draft;
  readonly missing: readonly Missing[];
  readonly answerField: RefObject<HTMLTextAreaElement | null>;
  onChange(draft: Draft): void;
  onDone(kind: DeskAct['kind']): void;
  onDrop(): void;
}

/** A case while it is typed: the text once, what it is, where, who is meant, who asks, and the answer. */
export function DraftForm({ draft, missing, answerField, onChange, onDone, onDrop }: Props) {
  const { t } = useTranslation();
  const text = useRef<HTMLTextAreaElement>(null);
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft begins with its text
  useEffect(() => {
    text.current?.focus();
  }, [draft.key]);
  const take = ({ category, type, unit }: CaseSuggestion) => {
    set({ category, unit: unit ?? draft.unit, type: type ?? draft.type });
    answerField.current?.focus();
  };
  return (
    <section className="desk-form card" aria-label={t('cases.desk.form')}>
      <FormHead draft={draft} onDrop={onDrop} />
      <Field label={t('cases.desk.text')} isMissing={missing.includes('text')}>
        <textarea
          ref={text}
          data-pane="text"
          className="desk-text"
          rows={4}
          maxLength={10_000}
          value={draft.text}
          onChange={({ target }) => set({ text: target.value })}
        />
      </Field>
      <SuggestionsPart draft={draft} onTake={take} onShown={(suggested) => set({ suggested })} />
      <div className="case-fields">
        <Field label={t('cases.type_of')}>
          <Select
            value={draft.type}
            options={TYPES.map((value) => ({ value, label: t(`cases.type.${value}`) }))}
            onChange={(type) => set({ type })}
          />
        </Field>
        <Field label={t('cases.category')} isMissing={missing.includes('category')}>
          <CategorySelect value={draft.category} onChange={(category) => set({ category })} />
        </Field>
        <Field label={t('cases.unit')} isMissing={missing.includes('unit')}>
          <UnitSelect value={draft.unit} onChange={(unit) => set({ unit })} />
        </Field>
        <Field label={t('cases.place')}>
          <Input
            value={draft.place}
            maxLength={200}
            onChange={({ target }) => set({ place: target.value })}
          />
        </Field>
        <LinkFields draft={draft} set={set} />
        <Field label={t('cases.meant')}>
          <span className="desk-pair">
            <Select
              aria-label={t('cases.meant_kind_of')}
              value={draft.meant_kind}
              options={MEANT_KINDS.map((value) => ({ value, label: t(`cases.meant_kind.${value}`) }))}
              onChange={(meant_kind) => set({ meant_kind })}
            />
            <Input
              aria-label={t('cases.meant_name')}
              value={draft.meant_name}
              maxLength={100}
              onChange={({ target }) => set({ meant_name: target.value })}
            />
          </span>
        </Field>
        <AskerFields draft={draft} missing={missing} set={set} />
      </div>
      <Field label={t('cases.answer_text')} isMissing={missing.includes('answer')}>
        <textarea
          ref={answerField}
          data-pane="answer"
          className="desk-text"
          rows={4}
          maxLength={10_000}
          value={draft.answer}
          onChange={({ target }) => set({ answer: target.value })}
        />
      </Field>
      <Missed missing={missing} />
      <div className="case-acts">
        <Button type="primary" onClick={() => onDone('answer')}>
          {t('cases.act.answer_at_once')} <kbd>Ctrl+Enter</kbd>
        </Button>
        <Button onClick={() => onDone('dispatch')}>
          {t('cases.act.dispatch')} <kbd>Ctrl+Shift+Enter</kbd>
        </Button>
        <Button onClick={() => onDone('leave')}>
          {t('cases.desk.leave')} <kbd>Ctrl+S</kbd>
        </Button>
      </div>
    </section>
  );
}

function FormHead({ draft, onDrop }: Pick<Props, 'draft' | 'onDrop'>) {
  const { t } = useTranslation();
  const now_ms = useNow(1000);
  const s = Math.max(0, Math.floor((now_ms - draft.begun_ms) / 1000));
  const discard = <Button size="small">{t('cases.desk.discard')}</Button>;
  return (
    <header className="desk-form-head">
      <h2>{draft.call ? t('cases.desk.of_call', { number: draft.call.number }) : t('cases.desk.form')}</h2>
      <span className="muted">
        {t('cases.desk.since', { time: `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}` })} ·{' '}
        {t('cases.desk.saved_here')}
      </span>
      <span className="cases-space" />
      {isBlank(draft) ? (
        <Button size="small" onClick={onDrop}>
          {t('cases.desk.discard')}
        </Button>
      ) : (
        <Confirm title={t('cases.desk.discard_sure')} isDanger onConfirm={onDrop}>
          {discard}
        </Confirm>
      )}
    </header>
  );
}

interface PartProps {
  readonly draft: Draft;
  set(part: Partial<Draft>): void;
}

/** Plate and line: found in the text, until somebody types others. */
function LinkFields({ draft, set }: PartProps) {
  const { t } = useTranslation();
  const found = linksOf(draft);
  const textOf = (kind: 'vehicle' | 'line') =>
    found.filter((link) => link.kind === kind).map(({ ref }) => ref)[0] ?? '';
  return (
    <>
      <Field label={t('cases.desk.plate')}>
        <Input
          value={draft.plate ?? textOf('vehicle')}
          maxLength={20}
          onChange={({ target }) => set({ plate: target.value })}
        />
      </Field>
      <Field label={t('cases.desk.line')}>
        <Input
          value={draft.line ?? textOf('line')}
          maxLength={40}
          onChange={({ target }) => set({ line: target.value })}
        />
      </Field>
    </>
  );
}

/** Who asks, how they came, how they wish to be answered, and whether they stay unnamed. */
function AskerFields({ draft, missing, set }: PartProps & Pick<Props, 'missing'>) {
  const { t } = useTranslation();
  return (
    <>
      {draft.call === null && (
        <>
          <Field label={t('cases.filter.channel')}>
            <Select
              value={draft.channel}
              options={TAKEN_BY.map((value) => ({ value, label: t(`cases.channel.${value}`) }))}
              onChange={(channel) => set({ channel })}
            />
          </Field>
          <Field label={t('cases.desk.phone')} isMissing={missing.includes('phone')}>
            <Input
              value={draft.phone}
              maxLength={25}
              inputMode="tel"
              onChange={({ target }) => set({ phone: target.value })}
            />
          </Field>
        </>
      )}
      <Field label={t('cases.desk.name')}>
        <Input value={draft.name} maxLength={50} onChange={({ target }) => set({ name: target.value })} />
      </Field>
      <Field label={t('cases.desk.answer_by')}>
        <Select
          value={draft.answer_by}
          options={ANSWER_BY.map((value) => ({ value, label: t(`cases.answer_by.${value}`) }))}
          onChange={(answer_by) => set({ answer_by })}
        />
      </Field>
      <Checkbox
        className="desk-secret"
        checked={draft.secret}
        onChange={({ target }) => set({ secret: target.checked })}
      >
        {t('cases.secret')}
      </Checkbox>
    </>
  );
}

interface FieldProps {
  readonly label: string;
  readonly isMissing?: boolean;
  readonly children: ReactNode;
}

function Field({ label, isMissing = false, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is its child
    <label className={`desk-field ${isMissing ? 'desk-missing' : ''}`}>
      <span>{label}</span>
      {children}
    </label>
  );
}

/** What is missing, in words, once somebody wanted to send without it. */
function Missed({ missing }: Pick<Props, 'missing'>) {
  const { t } = useTranslation();
  if (missing.length === 0) return null;
  return (
    <p className="note" role="alert">
      {missing.map((name) => t(`cases.desk.missing.${name}`)).join(t('common.semicolon'))}
    </p>
  );
}
