import { EyeOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { clockOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useScreenAwake } from '../../ui/screen-awake.ts';
import { useSetWatch, useWatchEnd } from '../session/watch.ts';

/** Until when somebody watches here: so long nobody is signed out and the screen stays lit. A click ends it. */
export function WatchChip() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const end_ms = useWatchEnd();
  const setWatch = useSetWatch();
  useScreenAwake(end_ms !== null);
  if (end_ms === null) return null;
  const ask = () =>
    modal.confirm({
      title: t('watch.end'),
      content: t('watch.end_hint'),
      okText: t('watch.end'),
      onOk: () => setWatch(null),
    });
  return (
    <button type="button" className="bar-button watch-chip" title={t('watch.hint')} onClick={ask}>
      <EyeOutlined />
      {t('watch.until', { at: clockOf(end_ms).slice(0, 5) })}
    </button>
  );
}
