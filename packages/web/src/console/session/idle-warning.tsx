import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { call } from '../../ui/api.ts';
import { known } from '../../ui/asked.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { lastRequest_ms } from '../../ui/last-request.ts';
import { useStore } from '../../ui/store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useAction } from '../ui/use-action.ts';
import { useOwnAccount } from './directory.ts';
import { leftOf, WARNED_MS } from './idle.ts';
import { useSession } from './session.ts';

const ASKED_EACH_MS = 15_000;
/** The server writes down with this delay that it has seen a session. */
const BEHIND_MS = 60_000;

/** Warns the reader of an idle page of the coming sign-out, while a touch still prevents it. */
export function IdleWarning() {
  const { t } = useTranslation();
  const act = useAction();
  const limit_s = known(useOwnAccount())?.rules.idle_limit_s ?? Number.POSITIVE_INFINITY;
  const left_ms = useLeft(limit_s);
  const isNear = left_ms !== null && left_ms < WARNED_MS;
  const stay = () => act(() => call('GET /api/v1/session'));
  return (
    <Modal
      open={isNear}
      title={t('idle.title')}
      onCancel={stay}
      footer={
        <Button type="primary" onClick={stay}>
          {t('idle.stay')}
        </Button>
      }
    >
      <p role="alert">
        {t('idle.why', { minutes: Math.round(limit_s / 60), seconds: Math.ceil((left_ms ?? 0) / 1000) })}
      </p>
    </Modal>
  );
}

/** How long the session may still be left alone, ms; null while that is long. Other pages of the browser count too. */
function useLeft(limit_s: number): number | null {
  const now_ms = useNow(1000);
  const alone_ms = performance.now() - useStore(lastRequest_ms);
  const { watch_until_ms } = useSession();
  const isWatched = watch_until_ms !== null && now_ms < watch_until_ms;
  const isLong = !isWatched && alone_ms > 1000 * limit_s - WARNED_MS - BEHIND_MS;
  const asked = useQuery({
    queryKey: ['idle'],
    queryFn: () => call('GET /api/v1/session/open'),
    enabled: isLong,
    refetchInterval: ASKED_EACH_MS,
  });
  const open = known(asked);
  return isLong && open ? leftOf(open, limit_s, now_ms, watch_until_ms) : null;
}
