import { HistoryOutlined } from '@ant-design/icons';
import { HOUR_MS } from '@opentocc/core/time';
import { Button } from 'antd';
import { useEffect } from 'react';
import { known, standOf } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useReplaySpan } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { endReplay, playerStore, wantedReplayStore } from '../../map/replay-clock.ts';
import { replayAt } from '../../map/replay-player.ts';
import { useMay, useMayInCity } from '../../session/session.ts';
import { toast } from '../../ui/toast.ts';
import { ReplayControls } from './replay-controls.tsx';
import './replay.css';

/** Opens the replay of any stored hour on the map, and leads back to the live city. */
export function ReplayBar() {
  const player = useStore(playerStore);
  const may = useMay('history:read');
  // The replay is of the map of this page; when the page goes, so does the player.
  useEffect(() => endReplay, []);
  if (player) return <ReplayControls player={player} />;
  return may ? <OpenButton /> : <Refused />;
}

/** Who follows an address to a past time without the right to see it gets an explanation. */
function Refused() {
  const { t } = useTranslation();
  const wanted_ms = useStore(wantedReplayStore);
  useEffect(() => {
    if (wanted_ms === null) return;
    wantedReplayStore.set(null);
    toast('warning', t('history.replay.why.refused'));
  }, [wanted_ms, t]);
  return null;
}

function OpenButton() {
  const { t } = useTranslation();
  const with_vehicles = useMayInCity('vehicles:trace');
  const asked = useReplaySpan(true);
  const stand = standOf(asked);
  const newest_ms = known(asked)?.to_ms ?? null;
  const wanted_ms = useStore(wantedReplayStore);
  useEffect(() => {
    if (wanted_ms === null || newest_ms === null) return;
    wantedReplayStore.set(null);
    replayAt(wanted_ms, newest_ms, with_vehicles);
  }, [wanted_ms, newest_ms, with_vehicles]);
  return (
    <Button
      className="replay-open"
      icon={<HistoryOutlined />}
      disabled={newest_ms === null}
      title={newest_ms === null ? t(`history.replay.why.${stand.kind}`) : undefined}
      onClick={() => newest_ms !== null && replayAt(newest_ms - HOUR_MS, newest_ms, with_vehicles)}
    >
      {t('history.replay.open')}
    </Button>
  );
}
