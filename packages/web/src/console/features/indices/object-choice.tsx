import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useValueName } from './choice.ts';
import { ScopeChoice } from './scope-choice.tsx';
import type { IndexObject } from './use-object.ts';

/** Chooses the scope and what of it; a link, which is chosen elsewhere, is named. */
export function ObjectChoice({ object }: { readonly object: IndexObject }) {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const { name, choice, objects, change } = object;
  const { scope, key } = choice;
  const values = known(objects) ?? [];
  return (
    <>
      <ScopeChoice scope={scope} onChange={(next) => change({ scope: next, key: '' })} />
      {scope !== 'city' && scope !== 'link' && (
        <Select
          aria-label={t('index.name')}
          showSearch={{ optionFilterProp: 'label' }}
          className="object-choice"
          value={key || undefined}
          options={values.map((one) => ({ value: one.key, label: nameOf(one) }))}
          onChange={(next) => change({ key: next })}
        />
      )}
      {scope === 'link' && (
        <>
          <strong>{name}</strong>
          <Link to="/links/$link" params={{ link: key }}>
            {t('indices.evidence')}
          </Link>
        </>
      )}
    </>
  );
}
