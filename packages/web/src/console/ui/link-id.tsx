import { Typography } from 'antd';
import { useTranslation } from '../../ui/i18n/use-translation.ts';

/** The number of a link, beside what it is called: for who quotes it elsewhere. */
export function LinkId({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const copy = `${t('common.copy')} ${t('link.id')}`;
  return (
    <small className="muted">
      {t('link.id')}{' '}
      <Typography.Text type="secondary" copyable={{ text: String(id), tooltips: [copy, t('common.copied')] }}>
        {id}
      </Typography.Text>
    </small>
  );
}
