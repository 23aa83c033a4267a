import type { PortLine } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/answer.tsx';
import { call } from '../ui/api.ts';
import { grouped, hourMinuteOf, NO_VALUE } from '../ui/format.ts';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import { WallCard } from './card.tsx';
import { WallFreightAlarms } from './freight-alarms.tsx';

export const usePortWaits = () =>
  useQuery({
    queryKey: ['freight-ports'],
    queryFn: () => call('GET /api/v1/freight/ports'),
    refetchInterval: 30_000,
  });

/** Hours ahead of which the wall says what is expected. */
const AHEAD_H = 2;
/** A wait from which on it stands out, s: as long as a slot. */
const LONG_S = 3600;

/** Freight: how long trucks wait before each port, and what is wrong with trips under way. In the place of the map. */
export function FreightScene() {
  const { t } = useTranslation();
  return (
    <div className="wall-cover wall-watch">
      <WallCard title={t('wall.ports')} grows>
        <Answer query={usePortWaits()} isEmpty={({ lines }) => lines.length === 0} empty={t('wall.no_ports')}>
          {({ at_ms, lines }) => <Ports at_ms={at_ms} lines={lines} />}
        </Answer>
      </WallCard>
      <div className="wall-watch-side">
        <WallFreightAlarms />
      </div>
    </div>
  );
}

function Ports({ at_ms, lines }: { readonly at_ms: number; readonly lines: readonly PortLine[] }) {
  const { t } = useTranslation();
  return (
    <>
      <table className="wall-table">
        <thead>
          <tr>
            <th scope="col">{t('wall.port')}</th>
            <th scope="col">{t('wall.port_state')}</th>
            <th scope="col">{t('wall.port_waiting')}</th>
            <th scope="col">{t('wall.port_wait')}</th>
            <th scope="col">{t('wall.port_next', { h: AHEAD_H })}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={`${line.port} ${line.direction}`} line={line} />
          ))}
        </tbody>
      </table>
      <p className="wall-standard">{t('wall.ports_note', { at: hourMinuteOf(at_ms) })}</p>
    </>
  );
}

function Line({ line }: { readonly line: PortLine }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { name, direction, classes, waiting, wait, forecast } = line;
  const shut = classes.filter(({ open }) => !open);
  const kind = shut.length === 0 ? 'open' : shut.length === classes.length ? 'closed' : 'partly';
  const next = forecast[AHEAD_H * 4]?.wait_s;
  return (
    <tr>
      <th scope="row">
        {name[language]} {t(`wall.direction.${direction}`)}
      </th>
      <td>
        <span className={kind === 'open' ? undefined : 'wall-over'}>{t(`wall.port_is.${kind}`)}</span>
        {shut[0]?.reason && <small> {shut[0].reason[language]}</small>}
      </td>
      <td>{grouped(waiting)}</td>
      <td>
        {wait === null ? (
          NO_VALUE
        ) : (
          <>
            <b className={(wait.mid_s ?? wait.low_s) >= LONG_S ? 'wall-over' : undefined}>
              {wait.mid_s === null ? `> ${minutes(wait.low_s)}` : minutes(wait.mid_s)}
            </b>{' '}
            <small>
              ({minutes(wait.low_s)}–{wait.high_s === null ? '…' : minutes(wait.high_s)})
            </small>
          </>
        )}
      </td>
      <td>
        {next == null ? (
          NO_VALUE
        ) : (
          <>
            {minutes(next.mid)} <small>({`${minutes(next.low)}–${minutes(next.high)}`})</small>
          </>
        )}
      </td>
    </tr>
  );
}

const minutes = (s: number): number => Math.round(s / 60);
