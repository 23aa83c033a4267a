import type { FreightClass } from '@opentocc/contract';
import { Select } from 'antd';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { DateField } from '../../ui/date-field.tsx';
import { portOptions } from './ports.ts';
import type { SlotChoice } from './queries.ts';

const CLASSES: readonly FreightClass[] = ['container', 'lorry', 'reefer', 'hazmat', 'coach'];

/** Which slots are looked at. */
export function SlotChoiceFields(props: { choice: SlotChoice; change(choice: SlotChoice): void }) {
  const { choice, change } = props;
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const toDay = (day: string) => change({ ...choice, at_ms: Date.parse(`${day}T12:00:00+08:00`) });
  return (
    <div className="slot-choice">
      <Select
        aria-label={t('freight-trips.port')}
        value={choice.port}
        options={portOptions(language)}
        onChange={(port) => change({ ...choice, port })}
      />
      <Select
        aria-label={t('freight-trips.direction')}
        value={choice.direction}
        options={(['in', 'out'] as const).map((value) => ({
          ...{ value, label: t(`freight-trips.direction_of.${value}`) },
        }))}
        onChange={(direction) => change({ ...choice, direction })}
      />
      <Select
        aria-label={t('freight-trips.truck')}
        value={choice.class}
        options={CLASSES.map((value) => ({ value, label: t(`freight-trips.class_of.${value}`) }))}
        onChange={(of) => change({ ...choice, class: of })}
      />
      <DateField
        aria-label={t('freight-trips.day')}
        value={dayOf(choice.at_ms)}
        onChange={(day) => day && toDay(day)}
      />
    </div>
  );
}
