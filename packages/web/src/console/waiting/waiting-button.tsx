import { BellOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWaiting } from './obligations.ts';
import { WaitingList } from './waiting-list.tsx';
import './waiting.css';

/** How much waits, on every page, and the list of it. Red is what nobody has taken note of. */
export function WaitingButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const waiting = useWaiting() ?? [];
  const fresh = waiting.filter(({ isAcknowledged }) => !isAcknowledged).length;
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-label={t('waiting.open', { number: waiting.length, fresh })}
        title={t('waiting.open', { number: waiting.length, fresh })}
        onClick={() => setOpen(true)}
      >
        <BellOutlined />
        {waiting.length > 0 && (
          <span className={fresh > 0 ? 'badge' : 'badge badge-known'}>
            {shortNumber(fresh || waiting.length)}
          </span>
        )}
      </button>
      <Drawer title={t('waiting.title')} open={isOpen} onClose={() => setOpen(false)} size={420}>
        <WaitingList onGo={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

/** More than two digits find no room on a badge. */
const shortNumber = (number: number): string => (number > 99 ? '99+' : String(number));
