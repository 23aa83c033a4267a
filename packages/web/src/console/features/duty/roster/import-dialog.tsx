import type { CalendarReport, DutyRoster } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { readUpload, type Upload } from '../../../ui/read-upload.ts';
import { useAction } from '../../../ui/use-action.ts';
import { useFocusBack } from '../../../ui/use-focus-back.ts';
import { DUTY, useNames } from '../queries.ts';

/** How far ahead a calendar is read, days: a quarter. */
const AHEAD_DAYS = 92;

/** A calendar from elsewhere: looked at first, then taken. */
export function ImportDialog({ roster: { post }, close }: { readonly roster: DutyRoster; close(): void }) {
  const { t } = useTranslation();
  useFocusBack();
  const look = useAction();
  const take = useAction(DUTY);
  const [file, setFile] = useState<Upload | null>(null);
  const [report, setReport] = useState<CalendarReport | null>(null);
  const read = (of: Upload, apply: boolean) => {
    const from_ms = platformNow();
    const span = { from_ms, to_ms: from_ms + AHEAD_DAYS * DAY_MS };
    const body = { ...of, ...span, priority: 1, version: post.version, apply };
    return call('POST /api/v1/duty/posts/:id/calendar', { params: { id: post.id }, body });
  };
  const open = async (of: Upload | undefined) => {
    if (!of) return;
    setFile(of);
    setReport((await look(() => read(of, false))) ?? null);
  };
  const apply = async () => {
    if (file && (await take(() => read(file, true)))) close();
  };
  return (
    <Modal
      open
      title={t('duty.import')}
      width={640}
      onCancel={close}
      okText={t('duty.import_apply')}
      okButtonProps={{ disabled: !report || report.shifts === 0 }}
      onOk={apply}
    >
      <p className="muted">{t('duty.import_says', { days: AHEAD_DAYS })}</p>
      <input
        type="file"
        accept=".ics,text/calendar"
        aria-label={t('duty.import_choose')}
        onChange={(event) => void readUpload(event).then(open)}
      />
      {report && <Report report={report} />}
    </Modal>
  );
}

function Report({ report }: { readonly report: CalendarReport }) {
  const { t } = useTranslation();
  const nameOf = useNames([]);
  const { events, shifts, zone, unknown, double_booked, gaps, faults } = report;
  return (
    <ul className="duty-report">
      <li>{t('duty.report.read', { events, shifts, zone })}</li>
      {unknown.map((one) => (
        <li key={one.summary} className="bad">
          {t('duty.report.unknown', one)}
        </li>
      ))}
      {double_booked.map((one) => (
        <li key={`${one.person}/${one.from_ms}`} className="bad">
          {t('duty.report.double', { name: nameOf(one.person), at: minuteOf(one.from_ms) })}
        </li>
      ))}
      {gaps.length > 0 && (
        <li>{t('duty.report.gaps', { count: gaps.length, at: minuteOf(gaps[0].from_ms) })}</li>
      )}
      {faults.map(({ line, kind }) => (
        <li key={`${line}/${kind}`} className="bad">
          {t('duty.report.fault', { line, kind })}
        </li>
      ))}
    </ul>
  );
}
