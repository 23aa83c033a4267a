import type { WarningRule } from '@opentocc/contract';
import { Button, Space, type TableColumnsType, Tag } from 'antd';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useAction } from '../../ui/use-action.ts';
import { useMeasures } from './queries.ts';

export function useColumns(
  edit: (rule: WarningRule) => void,
  showVersions: (rule: WarningRule) => void,
): TableColumnsType<WarningRule> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const run = useAction('warning-rules', 'warnings');
  const measures = known(useMeasures());
  const measureName = (code: string) => measures?.find((one) => one.code === code)?.name[language] ?? code;
  const retire = (id: number) => run(() => call('DELETE /api/v1/warning-rules/:id', { params: { id } }));
  return [
    { title: t('warnings.rule'), render: (_, { draft }) => draft.name[language] },
    { title: t('warnings.measure'), render: (_, { draft }) => measureName(draft.measure) },
    {
      title: t('warnings.version'),
      render: (_, rule) => (
        <Button
          size="small"
          type="link"
          aria-label={t('warnings.versions_of', { name: rule.draft.name[language] })}
          onClick={() => showVersions(rule)}
        >
          {rule.version}
        </Button>
      ),
    },
    { title: t('warnings.places'), dataIndex: 'places' },
    { title: t('warnings.firing'), dataIndex: 'firing' },
    { title: t('warnings.pending'), dataIndex: 'pending' },
    {
      title: t('warnings.missing'),
      render: (_, { missing }) =>
        missing.map((one) => (
          <Tag key={one} color="error">
            {one}
          </Tag>
        )),
    },
    {
      title: '',
      render: (_, rule) => (
        <Space>
          <Button size="small" onClick={() => edit(rule)}>
            {t('warnings.edit')}
          </Button>
          <Button size="small" onClick={() => retire(rule.id)}>
            {t('warnings.retire')}
          </Button>
        </Space>
      ),
    },
  ];
}
