import type { PortClassState } from '@opentocc/contract';
import { Tag } from 'antd';
import { nearMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';

/** Whether a direction of a port is open, for which classes it is not, why, and until when. */
export function OpenState({ classes }: { readonly classes: readonly PortClassState[] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const now_ms = useNow(60_000);
  const shut = classes.filter(({ open }) => !open);
  const kind = shut.length === 0 ? 'open' : shut.length === classes.length ? 'closed' : 'partly';
  const [first = classes[0]] = shut;
  const until = first?.until_ms;
  return (
    <span>
      <Tag color={{ open: 'success', closed: 'error', partly: 'warning' }[kind]}>
        {t(`freight_ports.${kind}`)}
      </Tag>
      {kind === 'partly' && (
        <small>{shut.map((one) => t(`freight_ports.class.${one.class}`)).join('、')} </small>
      )}
      {first?.reason && <small>{first.reason[language]} </small>}
      {until != null && (
        <small className="muted">
          {t(kind === 'open' ? 'freight_ports.until' : 'freight_ports.from', {
            at: nearMinuteOf(until, now_ms),
          })}
        </small>
      )}
    </span>
  );
}
