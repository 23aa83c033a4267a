import type { IndexValue } from '@opentocc/contract';
import { Link, Outlet } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Asked, known } from '../../../ui/asked.ts';
import { useLink } from '../../../ui/queries.ts';
import { useRoadName, useStretchText } from '../../../ui/road-name.ts';
import { type ChosenScope, type IndexChoice, SCOPES } from './address.ts';
import { useIndexChoice, useValueName } from './choice.ts';
import { useLiveIndices } from './live-indices.ts';
import './indices.css';

const TABS = [
  ['/indices', 'now'],
  ['/indices/day', 'day'],
  ['/indices/pattern', 'pattern'],
  ['/indices/ranking', 'ranking'],
  ['/indices/road', 'road'],
  ['/indices/compare', 'compare'],
  ['/indices/configuration', 'configuration'],
] as const;

/** The pages of the indices: each has an address of its own, and what is chosen goes along from one to the next. */
export function IndicesLayout() {
  const { t } = useTranslation();
  return (
    <div className="page indices-page">
      <div className="page-head">
        <h1>{t('index.title')}</h1>
        <nav aria-label={t('indices.tabs.label')} className="sub-nav">
          {TABS.map(([to, name]) => (
            <Link
              key={to}
              to={to}
              search={true}
              className="sub-link"
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {t(`indices.tabs.${name}`)}
            </Link>
          ))}
        </nav>
      </div>
      <Outlet />
    </div>
  );
}

/** Chooses the scope alone. */
export function ScopeChoice({
  scope,
  scopes = SCOPES,
  onChange,
}: {
  readonly scope: ChosenScope;
  readonly scopes?: readonly (typeof SCOPES)[number][];
  onChange(scope: string): void;
}) {
  const { t } = useTranslation();
  return (
    <Segmented
      aria-label={t('indices.figure.scope')}
      options={scopes.map((value) => ({ value: value as ChosenScope, label: t(`indices.scope.${value}`) }))}
      value={scope}
      onChange={onChange}
    />
  );
}

/** Chooses the scope and what of it, in the address. @returns the name of what is chosen, and the choice */
export function useObject(): {
  readonly name: string;
  readonly choice: IndexChoice;
  readonly head: React.ReactNode;
  /** What there is to choose from. */
  readonly objects: Asked<readonly IndexValue[]>;
  change: ReturnType<typeof useIndexChoice>[1];
} {
  const { t } = useTranslation();
  const [choice, change] = useIndexChoice();
  const nameOf = useValueName();
  const roadName = useRoadName();
  const stretchText = useStretchText();
  const asked = useLiveIndices(choice.scope === 'link' ? 'city' : choice.scope);
  const values = known(asked) ?? [];
  const key = choice.key || values[0]?.key || '';
  const found = values.find((value) => value.key === key);
  const road = known(useLink(choice.scope === 'link' ? Number(key) : null));
  const link = road ? `${roadName(road.name)} · ${stretchText(road.stretch)}` : t('indices.figure.link');
  const name = choice.scope === 'link' ? link : found ? nameOf(found) : key;
  const head = (
    <>
      <ScopeChoice scope={choice.scope} onChange={(scope) => change({ scope, key: '' })} />
      {choice.scope !== 'city' && choice.scope !== 'link' && (
        <Select
          aria-label={t('index.name')}
          showSearch={{ optionFilterProp: 'label' }}
          className="object-choice"
          value={key || undefined}
          options={values.map((one) => ({ value: one.key, label: nameOf(one) }))}
          onChange={(next) => change({ key: next })}
        />
      )}
      {choice.scope === 'link' && (
        <>
          <strong>{name}</strong>
          <Link to="/links/$link" params={{ link: key }}>
            {t('indices.evidence')}
          </Link>
        </>
      )}
    </>
  );
  return { name, choice: { ...choice, key }, head, change, objects: asked };
}
