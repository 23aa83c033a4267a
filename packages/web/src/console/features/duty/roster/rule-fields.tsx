import type { DutyRule } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { InputNumber, Select } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { MomentField } from '../../../ui/moment-field.tsx';
import { HoursField } from './hours-field.tsx';
import { PeopleField, PersonField } from './people-fields.tsx';
import { ShiftList } from './shift-list.tsx';

interface Props<R extends DutyRule> {
  readonly rule: R;
  change(rule: DutyRule): void;
}
type Of<K extends DutyRule['kind']> = Extract<DutyRule, { kind: K }>;

const DAYS = ['every', 'workdays', 'rest_days'] as const;

export function RuleFields({ rule, change }: Props<DutyRule>) {
  if (rule.kind === 'override') return <OverrideFields rule={rule} change={change} />;
  if (rule.kind === 'turns') return <TurnFields rule={rule} change={change} />;
  if (rule.kind === 'temporary') return <TemporaryFields rule={rule} change={change} />;
  return <ShiftFields rule={rule} change={change} />;
}

function OverrideFields({ rule, change }: Props<Of<'override'>>) {
  const { t } = useTranslation();
  return (
    <>
      <PersonField
        label={t('duty.who_instead')}
        value={rule.person}
        choose={(person) => change({ ...rule, person })}
      />
      <Spans rule={rule} change={change} />
    </>
  );
}

/** Who stands instead of everybody else, shift by shift; nobody leaves it empty. */
function TemporaryFields({ rule, change }: Props<Of<'temporary'>>) {
  const { t } = useTranslation();
  return (
    <>
      <Spans rule={rule} change={(next) => change(stretched(rule, next as Of<'temporary'>))} />
      <ShiftList shifts={rule.shifts} first={rule} change={(shifts) => change({ ...rule, shifts })} />
      <p className="muted">{t('duty.temporary_says')}</p>
    </>
  );
}

/** Shifts that began or ended with the span go with it. */
function stretched(before: Of<'temporary'>, after: Of<'temporary'>): DutyRule {
  const shifts = before.shifts.map((one) => ({
    ...one,
    from_ms: one.from_ms === before.from_ms ? after.from_ms : one.from_ms,
    to_ms: one.to_ms === before.to_ms ? after.to_ms : one.to_ms,
  }));
  return { ...after, shifts };
}

function ShiftFields({ rule, change }: Props<Of<'shifts'>>) {
  const { t } = useTranslation();
  const from_ms = Math.ceil(platformNow() / HOUR_MS) * HOUR_MS;
  return (
    <>
      <ShiftList
        shifts={rule.shifts}
        first={{ from_ms, to_ms: from_ms + 12 * HOUR_MS }}
        change={(shifts) => change({ ...rule, shifts })}
      />
      <Priority value={rule.priority} choose={(priority) => change({ ...rule, priority })} />
      <p className="muted">{t('duty.shifts_say')}</p>
    </>
  );
}

function Priority({ value, choose }: { readonly value: number; choose(priority: number): void }) {
  const { t } = useTranslation();
  return (
    <span className="duty-field">
      {t('duty.priority')}
      <InputNumber
        aria-label={t('duty.priority')}
        min={1}
        max={99}
        value={value}
        onChange={(of) => choose(of ?? 1)}
      />
    </span>
  );
}

function TurnFields({ rule, change }: Props<Of<'turns'>>) {
  const { t } = useTranslation();
  const { window, days, turn_h, priority, start_ms, turns } = rule;
  return (
    <>
      <PeopleField
        label={t('duty.who_turns')}
        value={turns.flat()}
        choose={(all) => change({ ...rule, turns: all.map((one) => [one]) })}
      />
      <MomentField
        label={t('duty.first_turn')}
        at_ms={start_ms}
        max_ms={platformNow() + 400 * DAY_MS}
        step_ms={HOUR_MS}
        onChange={(at_ms) => change({ ...rule, start_ms: at_ms })}
      />
      <div className="duty-fields">
        <span className="duty-field">
          {t('duty.turn_h')}
          <InputNumber
            aria-label={t('duty.turn_h')}
            min={1}
            max={672}
            value={turn_h}
            onChange={(hours) => change({ ...rule, turn_h: hours ?? 12 })}
          />
        </span>
        <Priority value={priority} choose={(of) => change({ ...rule, priority: of })} />
        <span className="duty-field">
          {t('duty.hours_of_day')}
          <HoursField
            label={t('duty.hours_of_day')}
            value={window}
            onChange={(of) => change({ ...rule, window: of })}
          />
        </span>
        <Select
          aria-label={t('duty.days_title')}
          value={days}
          options={DAYS.map((value) => ({ value, label: t(`duty.days.${value}`) }))}
          onChange={(of) => change({ ...rule, days: of })}
        />
      </div>
    </>
  );
}

function Spans({ rule, change }: Props<Of<'override'> | Of<'temporary'>>) {
  const { t } = useTranslation();
  const max_ms = platformNow() + 400 * DAY_MS;
  return (
    <div className="duty-fields">
      <MomentField
        label={t('duty.from_title')}
        {...{ max_ms, at_ms: rule.from_ms, step_ms: HOUR_MS }}
        onChange={(from_ms) => change({ ...rule, from_ms, to_ms: Math.max(rule.to_ms, from_ms + HOUR_MS) })}
      />
      <MomentField
        label={t('duty.to_title')}
        {...{ max_ms, at_ms: rule.to_ms, step_ms: HOUR_MS }}
        onChange={(to_ms) => change({ ...rule, to_ms })}
      />
    </div>
  );
}
