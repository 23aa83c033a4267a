import { skipToken, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useSettled } from '../../../../ui/use-settled.ts';
import { EarlierPart } from '../sheet/earlier-part.tsx';
import type { Draft } from './draft.ts';

/** A number that is shorter is still being typed. */
const LEAST_DIGITS = 7;
const PAUSE_MS = 400;
/** While somebody speaks, what they said so far is asked for this often. */
const SPOKEN_MS = 2_000;

interface Props {
  readonly draft: Draft;
  onSaid(said: string): void;
}

/** What the same number asked before, at once: who calls twice need not explain it twice. */
export function EarlierCalls({ draft, onSaid }: Props) {
  return draft.call !== null && draft.call.id > 0 ? (
    <OfCall id={draft.call.id} onSaid={onSaid} />
  ) : (
    <OfPhone phone={draft.phone} />
  );
}

export const useCall = (id: number | null) =>
  useQuery({
    queryKey: ['call', id],
    queryFn: id === null ? skipToken : () => call('GET /api/v1/calls/:id', { params: { id } }),
    refetchInterval: SPOKEN_MS,
  });

/** Of a call, with what was written down of it while it is spoken, where the switchboard does so. */
function OfCall({ id, onSaid }: { readonly id: number; onSaid(said: string): void }) {
  const { t } = useTranslation();
  const asked = useCall(id);
  return (
    <Answer query={asked}>
      {({ said, earlier }) => (
        <>
          {said !== '' && (
            <section className="case-part" aria-label={t('cases.desk.said')}>
              <h3>{t('cases.desk.said')}</h3>
              <p className="desk-said">{said}</p>
              <Button size="small" onClick={() => onSaid(said)}>
                {t('cases.desk.take_said')} <kbd>F4</kbd>
              </Button>
            </section>
          )}
          <section className="case-part" aria-label={t('cases.desk.earlier')}>
            <h3>{t('cases.desk.earlier')}</h3>
            <EarlierPart cases={earlier} />
          </section>
        </>
      )}
    </Answer>
  );
}

function OfPhone({ phone }: { readonly phone: string }) {
  const { t } = useTranslation();
  const settled = useSettled(phone.trim(), PAUSE_MS);
  const isPhone = settled.replace(/\D/g, '').length >= LEAST_DIGITS;
  const asked = useQuery({
    queryKey: ['case-earlier', isPhone ? settled : ''],
    queryFn: isPhone ? () => call('POST /api/v1/cases/earlier', { body: { phone: settled } }) : skipToken,
    staleTime: 60_000,
  });
  return (
    <section className="case-part" aria-label={t('cases.desk.earlier')}>
      <h3>{t('cases.desk.earlier')}</h3>
      <Answer query={asked} unasked={t('cases.desk.earlier_hint')}>
        {(cases) => <EarlierPart cases={cases} />}
      </Answer>
    </section>
  );
}
