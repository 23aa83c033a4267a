import { useTranslation } from '../../ui/i18n/use-translation.ts';

/** The rule of a field that must be filled in. */
export function useRequired(): { required: true; message: string } {
  const { t } = useTranslation();
  return { required: true, message: t('common.required') };
}
