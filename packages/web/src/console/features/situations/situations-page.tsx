import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import type { KeyboardEvent } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useCity } from '../../../ui/queries.ts';
import { useMay } from '../../session/session.ts';
import { keyOf } from '../../ui/key-of.ts';
import { DeskMap } from './desk-map.tsx';
import { KeysHelp } from './keys-help.tsx';
import { ReportPanel } from './report-panel.tsx';
import { SituationList } from './situation-list.tsx';
import { SituationPanel } from './situation-panel.tsx';
import { useActs } from './use-acts.ts';
import { useDesk } from './use-desk.ts';
import './situations.css';

/** The seat of the duty officer: what is open, where it is, and all that is known and to be done of one. */
export function SituationsPage() {
  const { t } = useTranslation();
  const mayReport = useMay('situations:report');
  const city = useCity();
  const desk = useDesk();
  const acts = useActs(desk);
  const isOpen = desk.chosen !== null || desk.isReporting;
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event);
    const act = key && acts.find((one) => one.key === key);
    if (!act) return;
    event.preventDefault();
    act.run();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the desk work wherever the focus is within it
    <div className={`situations-desk ${isOpen ? 'situations-open' : ''}`} onKeyDown={onKeyDown}>
      <header className="situations-head">
        <h1>{t('situations.title')}</h1>
        <span className="muted">{t('situations.open_count', { n: desk.shown.length })}</span>
        <Checkbox checked={desk.all} onChange={({ target }) => desk.setAll(target.checked)}>
          {t('situations.all')}
        </Checkbox>
        <span className="situations-space" />
        <Link to="/situations/rules">{t('situations.rules')}</Link>
        <KeysHelp acts={acts} />
        {mayReport && (
          <Button type="primary" onClick={desk.startReport}>
            {t('situations.report')} <kbd>N</kbd>
          </Button>
        )}
      </header>
      <SituationList desk={desk} />
      <div className="situations-place">
        <Answer query={city} height_px={320}>
          {(known) => (
            <DeskMap
              city={known}
              situations={desk.shown}
              chosen={desk.isReporting ? null : desk.chosen}
              onChoose={desk.choose}
              onPlace={({ lon, lat }) => desk.isReporting && desk.setPlace([lon, lat])}
            />
          )}
        </Answer>
      </div>
      {desk.isReporting ? <ReportPanel desk={desk} /> : <SituationPanel desk={desk} acts={acts} />}
    </div>
  );
}
