import type { RuleVersion, WarningRule } from '@opentocc/contract';
import { Modal } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { useMeasures, useRuleVersions } from './queries.ts';
import { differenceOf, type RuleDifference, type RulePart } from './rule-difference.ts';

/** Every version of a rule, the newest first: who wrote it, when, and what it changed. */
export function RuleVersions({ rule, close }: { readonly rule: WarningRule; close(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  useFocusBack();
  return (
    <Modal
      open
      title={t('warnings.versions_of', { name: rule.draft.name[language] })}
      footer={null}
      width={720}
      onCancel={close}
    >
      <Answer
        query={useRuleVersions(rule.id)}
        isEmpty={({ length }) => length === 0}
        empty={t('warnings.no_versions')}
        height_px={120}
      >
        {(versions) => (
          <ol className="plain-list rule-versions">
            {versions.map((version, i) => (
              <li key={version.version}>
                <Version version={version} before={versions[i + 1]} />
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Modal>
  );
}

interface Props {
  readonly version: RuleVersion;
  /** Undefined for the first one. */
  readonly before: RuleVersion | undefined;
}

function Version({ version: { version, author, at_ms, draft }, before }: Props) {
  const { t } = useTranslation();
  const changes = before ? differenceOf(before.draft, draft) : [];
  return (
    <>
      <strong>{t('warnings.version_number', { version })}</strong>{' '}
      <span className="muted">
        {author} · {minuteOf(at_ms)}
      </span>
      {before && changes.length === 0 && <p className="muted">{t('warnings.nothing_changed')}</p>}
      {!before && <p className="muted">{t('warnings.first_version')}</p>}
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change.part}>
              <Change change={change} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Change({ change: { part, before, after } }: { readonly change: RuleDifference }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <>
      {t(`warnings.parts.${part}`)}: <del>{say(part, before)}</del> → <ins>{say(part, after)}</ins>
    </>
  );
}

const DAY_KINDS = ['weekday', 'weekend', 'holiday'] as const;

/** A value of a rule in words; codes stay codes. */
function useSay(): (part: RulePart, value: RuleDifference['before']) => string {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const measures = known(useMeasures());
  const one = (part: RulePart, value: string | number): string => {
    if (part === 'weekdays') return t('dates.weekdays').split(' ')[Number(value) - 1] ?? String(value);
    const kind = DAY_KINDS.find((known) => known === value);
    if (part === 'day_kinds' && kind) return t(`warnings.${kind}`);
    if (part === 'measure') return measures?.find(({ code }) => code === value)?.name[language] ?? `${value}`;
    return String(value);
  };
  return (part, value) => {
    if (value === null || value === '') return NO_VALUE;
    if (typeof value === 'boolean') return t(value ? 'warnings.enabled_yes' : 'warnings.enabled_no');
    if (typeof value === 'string' || typeof value === 'number') return one(part, value);
    if (value.length === 0) return t('warnings.no_limit');
    return value.map((each) => one(part, each)).join(t('warnings.list_comma'));
  };
}
