import { Button, Input, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSettled } from '../../../../ui/use-settled.ts';
import type { CaseFilters } from '../address.ts';
import { CategorySelect } from '../category-select.tsx';
import { CARDS, CHANNELS, FIELDS, STATES, TYPES } from '../choices.ts';
import { UnitSelect } from '../unit-select.tsx';

interface Props {
  readonly filters: CaseFilters;
  onChange(filters: CaseFilters): void;
}

/** Whoever types is asked for after a pause of this length, ms. */
const PAUSE_MS = 250;

/** What limits the list; all of it stands in the address. */
export function FilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<CaseFilters>) => onChange(withoutNothing({ ...filters, ...part }));
  const isLimited = Object.keys(filters).length > 0;
  return (
    <search className="cases-filters">
      <SearchField value={filters.text ?? ''} onChange={(text) => set({ text })} />
      <Segmented<'open' | 'mine' | 'all'>
        value={filters.view ?? 'open'}
        options={(['open', 'mine', 'all'] as const).map((value) => ({
          value,
          label: t(`cases.view.${value}`),
        }))}
        onChange={(view) => set({ view: view === 'open' ? undefined : view })}
      />
      <Choice name="type" all={TYPES} {...{ filters, set }} labelOf={(key) => t(`cases.type.${key}`)} />
      <Choice name="state" all={STATES} {...{ filters, set }} labelOf={(key) => t(`cases.state.${key}`)} />
      <Choice name="field" all={FIELDS} {...{ filters, set }} labelOf={(key) => t(`cases.field.${key}`)} />
      <CategorySelect
        aria-label={t('cases.category')}
        placeholder={t('cases.category')}
        allowClear
        withFormer
        value={filters.category}
        onChange={(category) => set({ category: category ?? undefined })}
      />
      <UnitSelect
        aria-label={t('cases.unit')}
        value={filters.unit}
        onChange={(unit) => set({ unit: unit ?? undefined })}
      />
      <Choice
        name="channel"
        all={CHANNELS}
        {...{ filters, set }}
        labelOf={(key) => t(`cases.channel.${key}`)}
      />
      <Choice name="card" all={CARDS} {...{ filters, set }} labelOf={(key) => t(`cases.card.${key}`)} />
      <Segmented
        value={filters.sort ?? 'due'}
        options={(['due', 'newest'] as const).map((value) => ({ value, label: t(`cases.sort.${value}`) }))}
        onChange={(sort) => set({ sort: sort === 'newest' ? sort : undefined })}
      />
      {isLimited && <Button onClick={() => onChange({})}>{t('cases.clear')}</Button>}
    </search>
  );
}

const withoutNothing = (filters: CaseFilters): CaseFilters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''));

interface ChoiceProps<K extends 'type' | 'state' | 'field' | 'channel' | 'card'> {
  readonly name: K;
  readonly all: readonly NonNullable<CaseFilters[K]>[];
  readonly filters: CaseFilters;
  set(part: Partial<CaseFilters>): void;
  labelOf(key: NonNullable<CaseFilters[K]>): string;
}

function Choice<K extends 'type' | 'state' | 'field' | 'channel' | 'card'>(props: ChoiceProps<K>) {
  const { t } = useTranslation();
  const { name, all, filters, set, labelOf } = props;
  return (
    <Select
      aria-label={t(`cases.filter.${name}`)}
      placeholder={t(`cases.filter.${name}`)}
      allowClear
      popupMatchSelectWidth={false}
      value={filters[name] as NonNullable<CaseFilters[K]> | undefined}
      options={all.map((value) => ({ value, label: labelOf(value) }))}
      onChange={(value) => set({ [name]: value } as Partial<CaseFilters>)}
    />
  );
}

function SearchField({ value, onChange }: { readonly value: string; onChange(text: string): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const settled = useSettled(text.trim(), PAUSE_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed is sent once it rests, and not when the address changes
  useEffect(() => {
    if (settled !== value) onChange(settled);
  }, [settled]);
  useEffect(() => setText((now) => (now.trim() === value ? now : value)), [value]);
  return (
    <Input.Search
      className="cases-search"
      aria-label={t('cases.search')}
      placeholder={t('cases.search')}
      allowClear
      maxLength={100}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
