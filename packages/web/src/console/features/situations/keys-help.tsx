import { Button } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Popup } from '../../ui/popup.tsx';
import type { Act } from './acts.ts';

/** Which keys do what now. */
export function KeysHelp({ acts }: { readonly acts: readonly Act[] }) {
  const { t } = useTranslation();
  return (
    <Popup
      role="dialog"
      title={t('situations.keys')}
      content={() => (
        <>
          <p className="muted">{t('situations.keys_hint')}</p>
          <dl className="situations-keys">
            {acts.map(({ key, label }) => (
              <div key={key}>
                <dt>
                  <kbd>{key.toUpperCase()}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    >
      <Button>{t('situations.keys')}</Button>
    </Popup>
  );
}
