import { UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Dropdown, type MenuProps } from 'antd';
import { call } from '../../ui/api.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore, themeStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { lastAccount } from '../session/last-account.ts';
import { useSession } from '../session/session.ts';
import { useSetWatch, WATCH_HOURS } from '../session/watch.ts';

async function signOut(): Promise<void> {
  await call('DELETE /api/v1/session');
  lastAccount.forget();
  location.reload();
}

/** The menu stands in the bar, so that it belongs to a part of the page. */
const inBar = (button: HTMLElement): HTMLElement => button.parentElement ?? document.body;

/** Who is signed in, and what is theirs: account, looks, the way out. */
export function MeMenu() {
  const { t } = useTranslation();
  const { display_name, account, permissions } = useSession();
  const navigate = useNavigate();
  const setWatch = useSetWatch();
  const isDark = useStore(themeStore) === 'dark';
  const language = useStore(languageStore);
  const items: MenuProps['items'] = [
    ...(permissions.includes('session:watch')
      ? [
          {
            key: 'watch',
            label: t('watch.begin'),
            children: WATCH_HOURS.map((hours) => ({
              key: `watch-${hours}`,
              label: t('watch.hours', { hours }),
              onClick: () => void setWatch(hours),
            })),
          },
        ]
      : []),
    { key: 'profile', label: t('nav.profile'), onClick: () => void navigate({ to: '/profile' }) },
    { key: 'about', label: t('nav.about'), onClick: () => void navigate({ to: '/about' }) },
    ...(permissions.includes('map:read')
      ? [{ key: 'wall', label: t('nav.wall'), onClick: () => void open('/wall.html', '_blank', 'noopener') }]
      : []),
    { type: 'divider' },
    {
      key: 'language',
      label: <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{t('language.switch')}</span>,
      onClick: () => languageStore.set(language === 'zh' ? 'en' : 'zh'),
    },
    {
      key: 'theme',
      label: t(isDark ? 'theme.to_light' : 'theme.to_dark'),
      onClick: () => themeStore.set(isDark ? 'light' : 'dark'),
    },
    { type: 'divider' },
    { key: 'out', label: t('common.sign_out'), onClick: () => void signOut() },
  ];
  const name = display_name || account;
  return (
    <span className="bar-account">
      <Dropdown
        menu={{ items }}
        trigger={['click']}
        placement="bottomRight"
        autoFocus
        getPopupContainer={inBar}
      >
        <button type="button" className="bar-button" aria-label={t('nav.me', { name })}>
          <UserOutlined />
          <span className="bar-name">{name}</span>
        </button>
      </Dropdown>
    </span>
  );
}
