import { useNavigate } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { both, known } from '../../../ui/asked.ts';
import { percent } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useFreeFlowStatus } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import { useRoadTables } from './road-tables.tsx';
import { SpaceTime } from './space-time.tsx';
import type { RoadDay } from './use-road-day.ts';

/** The speeds of a corridor along its length and through a day; each cell opens its link. */
export function RoadProfileCard({ road }: { readonly road: RoadDay }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const openLink = (link: number) => void navigate({ to: '/links/$link', params: { link: String(link) } });
  const { cellsTable } = useRoadTables();
  const { profile, configurations, configuration, basis } = road;
  const data = known(profile);
  const title = `${t('indices.profile')} · ${road.name}`;
  return (
    <Card
      title={title}
      extra={
        data && (
          <ExportMenu
            name={`road-${road.key}-${road.day}`}
            hasChart
            table={() => cellsTable(data, title, basis)}
          />
        )
      }
    >
      <Answer
        query={both(profile, configurations)}
        isEmpty={([{ slots }]) => slots.length === 0}
        empty={t('indices.figure.empty_day')}
        lacks="measurements"
        height_px={320}
      >
        {([of]) =>
          configuration && (
            <>
              <StateKey state_above={configuration.gb.state_above} />
              <SpaceTime profile={of} state_above={configuration.gb.state_above} onPick={openLink} />
              <p className="muted chart-note">{t('indices.profile_hint')}</p>
              <Basis {...basis} />
              <FreeFlowNote />
            </>
          )
        }
      </Answer>
    </Card>
  );
}

/** The states with the share of free flow at which each begins. */
function StateKey({ state_above }: { readonly state_above: readonly number[] }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <div className="scale-key">
      {STATE_NAMES.slice(1).map((state, i) => (
        <span key={state}>
          <i className="row-lamp" style={{ background: STATE_COLOURS[theme][i + 1] }} />
          {t(`state.${state}`)}{' '}
          {i < state_above.length ? `> ${percent(state_above[i])}` : `≤ ${percent(state_above[i - 1])}`}
        </span>
      ))}
      <span className="muted">{t('indices.ratio')}</span>
    </div>
  );
}

function FreeFlowNote() {
  const { t } = useTranslation();
  const status = known(useFreeFlowStatus());
  if (!status || status.links_measured > 0) return null;
  return (
    <p className="muted chart-note">
      {t('indices.free_flow_assumed', { days: status.days, needed: status.days_needed })}
    </p>
  );
}
