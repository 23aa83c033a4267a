import type { GateExpected } from '@opentocc/contract';
import { Input } from 'antd';
import { useState } from 'react';
import { hourMinuteOf, minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';

const MOST_SHOWN = 30;

/** Who may come, by time; a few letters of a plate find it. */
export function ExpectedCard({ expected }: { readonly expected: readonly GateExpected[] }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const found = expected.filter(({ plate }) => plate.includes(text.trim().toUpperCase()));
  return (
    <Card title={t('freight-gates.expected')} extra={String(expected.length)}>
      {expected.length === 0 ? (
        <p className="muted">{t('freight-gates.expected_none')}</p>
      ) : (
        <Input
          allowClear
          aria-label={t('freight-gates.expected_find')}
          placeholder={t('freight-gates.expected_find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul className="gate-rows">
        {found.slice(0, MOST_SHOWN).map((one) => (
          <li key={`${one.plate} ${one.trip} ${one.from_ms}`}>
            <strong>{plateOf(one.plate)}</strong>
            <span className="muted">
              {one.kind === 'booking'
                ? `${hourMinuteOf(one.from_ms)}–${hourMinuteOf(one.to_ms)}`
                : t('freight-gates.until', { at: minuteOf(one.to_ms) })}
            </span>
            <span>{one.trip ?? one.note}</span>
            {one.inside && <span className="good">{t('freight-gates.here')}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
