import type { SituationRule } from '@opentocc/contract';
import { Button, type TableColumnsType } from 'antd';
import { minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { unitOf } from './rule-unit.ts';

/** Columns of versions of rules; the newest of each may be revised. */
export function useRuleColumns(revise: (rule: SituationRule) => void) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const may = useMay('situations:configure');
  return (all: readonly SituationRule[]): TableColumnsType<SituationRule> => [
    { title: t('situations.rule'), render: (_, { name }) => name[language] },
    { title: t('situations.rule_version'), dataIndex: 'version' },
    { title: t('situations.valid_from'), dataIndex: 'valid_from' },
    { title: t('situations.rule_length'), render: (_, rule) => lengthOf(rule, rule.length) },
    {
      title: t('situations.rule_extension'),
      render: (_, rule) =>
        rule.extension === null ? t('situations.no_extension') : lengthOf(rule, rule.extension),
    },
    {
      title: t('situations.rule_pausable'),
      render: (_, { pausable }) => t(pausable ? 'situations.yes' : 'situations.no'),
    },
    {
      title: t('situations.rule_source'),
      className: 'wrap',
      render: (_, { source, assumed }) => (
        <>
          {source[language]} {assumed && <Assumed source={source[language]} />}
        </>
      ),
    },
    {
      title: t('situations.rule_made'),
      className: 'wrap',
      render: (_, { made_by, made_ms, reason }) =>
        made_ms === null ? t('situations.rule_delivered') : `${made_by} ${minuteOf(made_ms)} · ${reason}`,
    },
    {
      title: t('common.acts'),
      render: (_, rule) =>
        may && isNewest(rule, all) ? (
          <Button size="small" onClick={() => revise(rule)}>
            {t('situations.revise')}
          </Button>
        ) : (
          NO_VALUE
        ),
    },
  ];

  function lengthOf(rule: SituationRule, length: number): string {
    const { key, size } = unitOf(rule);
    return t(`situations.length_${key}`, { n: length / size });
  }
}

const isNewest = ({ code, version }: SituationRule, all: readonly SituationRule[]): boolean =>
  !all.some((other) => other.code === code && other.version > version);
