import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { InReplay } from '../map/in-replay.tsx';
import { Arrange } from './arrange.tsx';
import { DESK_CARDS, MAP_ID } from './desk-cards.ts';
import { useDesk } from './use-desk.ts';
import './home.css';

const DeskMap = lazyPart(() => import('./desk-map.tsx').then((m) => m.DeskMap));

/** Where one begins after signing in: what waits, and what the work of one's role asks for. */
export function HomePage() {
  const { t } = useTranslation();
  const desk = useDesk();
  const shown = desk.placed.filter(({ isShown }) => isShown);
  const cards = shown.flatMap(({ id }) => DESK_CARDS.find((card) => card.id === id) ?? []);
  const hasMap = shown.some(({ id }) => id === MAP_ID);
  return (
    <div className={hasMap ? 'desk desk-with-map' : 'desk'}>
      <div className="desk-cards">
        <div className="desk-head">
          <h1>{t('nav.desk')}</h1>
          <Arrange {...desk} />
        </div>
        {shown.length === 0 && <p className="muted">{t('desk_page.empty')}</p>}
        {cards.map(({ id, replay, Card }) => (
          <InReplay key={id} how={replay}>
            <Card />
          </InReplay>
        ))}
      </div>
      {hasMap && <DeskMap />}
    </div>
  );
}
