import type { FilingDetail } from '@opentocc/contract';
import { Alert } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';

/** What the check says, as of now. */
export function FindingsCard({ entry: { findings } }: { readonly entry: FilingDetail }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('freight-filing.findings')}>
      {findings.length === 0 && <p className="muted">{t('freight-filing.no_findings')}</p>}
      {findings.map(({ code, field, level, text }) => (
        <Alert
          key={`${code} ${field} ${text.en}`}
          type={level === 'error' ? 'error' : 'warning'}
          showIcon
          title={text[language]}
        />
      ))}
    </Card>
  );
}
