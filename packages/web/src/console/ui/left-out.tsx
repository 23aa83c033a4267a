import { useTranslation } from '../../ui/i18n/use-translation.ts';

/** Names the damaged files of the history that what is shown lacks; nothing when it lacks none. */
export function LeftOut({ files }: { files: readonly string[] }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <span className="bad" role="alert" title={files.join('\n')}>
      {t('common.left_out', { number: files.length, first: files[0] })}
    </span>
  );
}
