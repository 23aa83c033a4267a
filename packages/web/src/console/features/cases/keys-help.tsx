import { Button } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Popup } from '../../ui/popup.tsx';

/** Which keys do what now. */
export function KeysHelp({ keys }: { readonly keys: readonly (readonly [key: string, what: string])[] }) {
  const { t } = useTranslation();
  return (
    <Popup
      title={t('cases.keys')}
      content={() => (
        <dl className="cases-keys">
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      )}
    >
      <Button>{t('cases.keys')}</Button>
    </Popup>
  );
}
