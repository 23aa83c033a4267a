import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore, themeStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = useStore(languageStore) === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="bar-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => languageStore.set(other)}
    >
      {t('language.switch')}
    </button>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation();
  const dark = useStore(themeStore) === 'dark';
  const label = dark ? t('theme.to_light') : t('theme.to_dark');
  return (
    <button
      type="button"
      className="bar-button"
      aria-label={label}
      title={label}
      onClick={() => themeStore.set(dark ? 'light' : 'dark')}
    >
      {dark ? <SunOutlined /> : <MoonOutlined />}
    </button>
  );
}
