import type { IndexLink, IndexLinks } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { fixed, hourMinuteOf, indexText, percent, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { STATE_NAMES } from '../../../ui/names.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStretchText } from '../../../ui/road-name.ts';
import { useStore } from '../../../ui/store.ts';
import { STATE_COLOURS } from '../../../ui/theme/palette.ts';
import { Card } from '../../card.tsx';
import { choiceStore, choose, mapStore } from '../../map/map-model.ts';
import { useReplayedMinute_ms } from '../../map/replay-clock.ts';
import { useMay } from '../../session/session.ts';
import { Term } from '../../ui/term.tsx';
import './cards.css';

/** More links than a road of one district has. */
const MOST_LINKS = 1000;
const SHOWN = 12;
/** What one pass says is no finding. */
const LEAST_SAMPLES = 2;

/** The links of a road, the slowest for their class first: from each to where it lies, and to the evidence. */
export function RoadCard({ id: key }: { id: string }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const at_ms = useReplayedMinute_ms();
  const asked = useQuery({
    queryKey: ['road-links', key, at_ms],
    queryFn: () =>
      call('GET /api/v1/indices/links', {
        query: { scope: 'road', key, limit: MOST_LINKS, window_end_ms: at_ms ?? undefined },
      }),
    refetchInterval: at_ms === null && 30_000,
  });
  const data = known(asked);
  const links = data?.links;
  useEffect(() => {
    const choice = choiceStore.get();
    if (choice?.kind === 'road' && choice.key === key && choice.links.length === 0 && links)
      choose({ ...choice, links: links.map(({ link }) => link) });
  }, [key, links]);
  return (
    <Card
      title={data?.value.name[language] ?? key.slice(key.indexOf('/') + 1)}
      extra={t('indices.worst_links')}
      onClose={() => choose(null)}
      className="card-choice"
    >
      <Answer query={asked} isEmpty={(of) => of.links.length === 0} lacks="measurements" height_px={120}>
        {(of) => <Links of={of} />}
      </Answer>
    </Card>
  );
}

function Links({ of: { value, links } }: { of: IndexLinks }) {
  const { t } = useTranslation();
  const ranked = links
    .filter(({ index, samples }) => index !== null && samples >= LEAST_SAMPLES)
    .sort((a, b) => (b.index ?? 0) - (a.index ?? 0) || b.length_m - a.length_m);
  const unsure = links.length - ranked.length;
  return (
    <>
      <p className="muted">
        {t('indices.measure.index')} <b>{indexText(value.index)}</b> · {speedText(value.speed_kmh)} km/h ·{' '}
        <Term of="coverage">{t('index.coverage')}</Term> {percent(value.coverage)} ·{' '}
        {hourMinuteOf(value.window_start_ms)}–{hourMinuteOf(value.window_end_ms)}
      </p>
      {ranked.length === 0 && <p className="note">{t('indices.no_ranked_links')}</p>}
      <ol className="ranking">
        {ranked.slice(0, SHOWN).map((link) => (
          <Row key={link.link} link={link} />
        ))}
      </ol>
      {unsure > 0 && (
        <p className="muted hint-inline">{t('indices.unranked', { number: unsure, least: LEAST_SAMPLES })}</p>
      )}
    </>
  );
}

function Row({ link }: { link: IndexLink }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const stretchText = useStretchText();
  const may_trace = useMay('vehicles:trace');
  const replayed_ms = useReplayedMinute_ms();
  // The evidence is of now, and shows where vehicles were.
  const has_evidence = may_trace && replayed_ms === null;
  return (
    <li className="road-link">
      <button type="button" className="row-button" onClick={() => void show(link.link)}>
        <i className="row-lamp" style={{ background: STATE_COLOURS[theme][link.state] }} />
        <span className="row-name">
          {stretchText(link.stretch)}
          <small className="muted">
            {t(`state.${STATE_NAMES[link.state]}`)} · {fixed(link.length_m)} m · {t('index.samples')}{' '}
            {link.samples}
          </small>
        </span>
        <span className="row-value">{indexText(link.index)}</span>
        <span className="row-speed">
          {speedText(link.speed_kmh)}
          <small className="muted"> / {fixed(link.free_flow_kmh)}</small>
        </span>
      </button>
      {has_evidence && (
        <Link
          to="/links/$link"
          params={{ link: String(link.link) }}
          aria-label={t('indices.evidence_of', { link: stretchText(link.stretch) })}
        >
          {t('indices.evidence')}
        </Link>
      )}
    </li>
  );
}

/** Goes to a link of the road; its card leads back. */
async function show(link: number): Promise<void> {
  const road = choiceStore.get();
  choose({ kind: 'link', id: link, of: road?.kind === 'road' ? road : undefined });
  const { coordinates } = await call('GET /api/v1/links/:id', { params: { id: link } });
  mapStore.get()?.flyTo(coordinates);
}
