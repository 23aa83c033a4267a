import { BellOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import { known, standOf } from '../../ui/asked.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useWaiting } from './obligations.ts';
import { WaitingList } from './waiting-list.tsx';
import './waiting.css';

/** How much waits, on every page, and the list of it. Red is what nobody has taken note of. */
export function WaitingButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const asked = useWaiting();
  const waiting = known(asked);
  const number = waiting?.length ?? 0;
  const fresh = waiting?.filter(({ isAcknowledged }) => !isAcknowledged).length ?? 0;
  const { kind } = standOf(asked);
  const isUnknown = kind === 'failed' || kind === 'refused';
  const words = isUnknown ? t('waiting.unknown') : t('waiting.open', { number, fresh });
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-label={words}
        title={words}
        onClick={() => setOpen(true)}
      >
        <BellOutlined />
        {isUnknown && <span className="badge">?</span>}
        {number > 0 && (
          <span className={fresh > 0 ? 'badge' : 'badge badge-known'}>{shortNumber(fresh || number)}</span>
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
