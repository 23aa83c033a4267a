import type { SlotDay, SlotState } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { hourMinuteOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { type SlotChoice, useSlots } from './queries.ts';

interface Props {
  readonly choice: SlotChoice;
  readonly chosen_ms: number | null;
  /** Without it, slots are shown and not chosen. */
  choose?(from_ms: number): void;
}

/** Hours of a day with their free places, and of those without one why. */
export function SlotGrid({ choice, chosen_ms, choose }: Props) {
  const { t } = useTranslation();
  return (
    <Answer query={useSlots(choice)} height_px={180} unasked={t('freight-trips.slot_hint')}>
      {(day) => (
        <>
          <div className="slots">
            {day.slots.map((slot) => (
              <Slot key={slot.from_ms} {...{ slot, isChosen: slot.from_ms === chosen_ms, choose }} />
            ))}
          </div>
          <NextFree day={day} />
        </>
      )}
    </Answer>
  );
}

/** One that is full can be chosen too: who does waits for it. */
const canChoose = ({ shut }: SlotState): boolean =>
  shut === null || shut.code === 'full' || shut.code === 'firm';

function Slot(props: {
  slot: SlotState;
  isChosen: boolean;
  choose?: ((from_ms: number) => void) | undefined;
}) {
  const { slot, isChosen, choose } = props;
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { from_ms, capacity, booked, shut } = slot;
  return (
    <button
      type="button"
      className="slot"
      data-slot={shut?.code ?? 'free'}
      aria-pressed={isChosen}
      disabled={!choose || !canChoose(slot)}
      onClick={() => choose?.(from_ms)}
    >
      <strong>{hourMinuteOf(from_ms)}</strong>
      <small>
        {shut ? shut.text[language] : t('freight-trips.free', { free: (capacity ?? 0) - booked })}
      </small>
    </button>
  );
}

function NextFree({ day: { next_free_ms, assumed, source } }: { day: SlotDay }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <p className="muted">
      {next_free_ms === null
        ? t('freight-trips.no_free')
        : t('freight-trips.next_free', { at: minuteOf(next_free_ms) })}{' '}
      {assumed && <Assumed source={source[language]} />}
    </p>
  );
}
