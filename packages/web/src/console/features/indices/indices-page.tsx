import type { IndexScope, IndexValue } from '@opentocc/contract';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayCurve } from '../../../ui/charts/day-curve.tsx';
import { dayOf } from '../../../ui/format.ts';
import { LINK_CLASS_NAMES } from '../../../ui/names.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useIndexCurve } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { HeatMap } from './heat-map.tsx';
import { IndexTable } from './index-table.tsx';
import { useLiveIndices } from './live-indices.ts';

const SCOPES = ['city', 'district', 'street', 'class', 'road'] as const satisfies readonly IndexScope[];
const MEASURES = ['index', 'gb_index', 'speed_kmh'] as const;
const STEP_S = 300;

/** Indices of any scope: one day against the week before, the pattern of two weeks, and all values now. */
export function IndicesPage() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const today = dayOf(Date.now());
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('city');
  const [key, setKey] = useState('city');
  const [day, setDay] = useState(today);
  const [measure, setMeasure] = useState<(typeof MEASURES)[number]>('index');
  const values = useLiveIndices(scope);
  const curve = useIndexCurve(scope, key, day, STEP_S).data;
  const choose = (next: (typeof SCOPES)[number]) => {
    setScope(next);
    setKey(next === 'city' ? 'city' : '');
  };
  const chosenKey = key || values[0]?.key || '';
  if (key === '' && chosenKey !== '') setKey(chosenKey);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('index.title')}</h1>
        <Segmented
          aria-label={t('index.scope')}
          options={SCOPES.map((value) => ({ value, label: t(`index.${value}`) }))}
          value={scope}
          onChange={choose}
        />
        {scope !== 'city' && <KeySelect values={values} value={chosenKey} onChange={setKey} />}
        <DayPicker day={day} last={today} onChange={setDay} />
        <Segmented
          options={MEASURES.map((value) => ({ value, label: measureName(value, t) }))}
          value={measure}
          onChange={setMeasure}
        />
      </div>
      <Card title={t('index.curve')} extra={curve?.day}>
        {curve && curve.today.length + curve.last_week.length === 0 && (
          <p className="note">{t('index.empty_day')}</p>
        )}
        {curve && (
          <DayCurve curve={curve} theme={theme} height_px={300} measure={measure} isToday={day === today} />
        )}
      </Card>
      <div className="page-columns">
        <IndexTable scope={scope} values={values} onChoose={setKey} />
        <HeatMap scope={scope} scopeKey={chosenKey} lastDay={day} />
      </div>
    </div>
  );
}

function measureName(measure: (typeof MEASURES)[number], t: ReturnType<typeof useTranslation>['t']): string {
  if (measure === 'index') return t('index.shenzhen');
  return measure === 'gb_index' ? t('index.gb') : t('index.speed');
}

/** Name of a value in the reader's language; classes are named by the screen's own texts. */
export function useValueName(): (value: Pick<IndexValue, 'scope' | 'key' | 'name'>) => string {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return ({ scope, key, name }) => {
    const known = scope === 'class' ? LINK_CLASS_NAMES.find((one) => one === key) : undefined;
    return known ? t(`link_class.${known}`) : name[language];
  };
}

interface KeySelectProps {
  readonly values: readonly IndexValue[];
  readonly value: string;
  onChange(key: string): void;
}

function KeySelect({ values, value, onChange }: KeySelectProps) {
  const { t } = useTranslation();
  const nameOf = useValueName();
  return (
    <Select
      aria-label={t('index.name')}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 180 }}
      value={value || undefined}
      options={values.map((one) => ({ value: one.key, label: nameOf(one) }))}
      onChange={onChange}
    />
  );
}
