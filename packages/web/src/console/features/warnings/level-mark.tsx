import type { WarningBrief, WarningLevel } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import './warnings.css';

/** The colour of a level with its name: colour alone tells not everybody. */
export function LevelMark({ level }: { readonly level: WarningLevel }) {
  const { t } = useTranslation();
  return <span className={`level level-${level}`}>{t(`warnings.${level}`)}</span>;
}

/** What a warning asks of who is on duty. */
export function AttentionMark({ warning }: { readonly warning: WarningBrief }) {
  const { t } = useTranslation();
  const { attention, reopened, offered } = warning;
  return (
    <span className={attention === 'unanswered' ? 'attention-now' : 'muted'}>
      {attention === 'ended' ? t('warnings.over') : t(`warnings.${attention}`)}
      {reopened > 2 && ` · ${t('warnings.flapping', { times: reopened })}`}
      {offered && ` · ${t('warnings.offered', { name: offered.name })}`}
    </span>
  );
}
