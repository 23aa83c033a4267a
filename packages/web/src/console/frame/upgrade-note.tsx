import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useStore } from '../../ui/store.ts';
import { upgradedStore, useUpgradeWatch } from './upgrade.ts';

/** Says that a new build waits. What is being typed here is not thrown away: the next page opens in it. */
export function UpgradeNote() {
  const { t } = useTranslation();
  useUpgradeWatch();
  if (!useStore(upgradedStore)) return null;
  return (
    <p className="upgrade-note" role="status">
      {t('upgraded.title')}
      <button type="button" className="plain-button" onClick={() => location.reload()}>
        {t('common.reload')}
      </button>
    </p>
  );
}
