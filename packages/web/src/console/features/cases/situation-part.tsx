import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { useCasesOf } from './queries.ts';
import { EarlierPart } from './sheet/earlier-part.tsx';
import './cases.css';
import './sheet/sheet.css';

/** On the page of a situation: what citizens called and wrote about it. */
export function SituationPart({ id }: { readonly id: number }) {
  return useMay('cases:read') ? <Cases id={id} /> : null;
}

function Cases({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const asked = useCasesOf('situation', String(id));
  return (
    <section className="case-part" aria-label={t('cases.of_here')}>
      <h3>{t('cases.of_here')}</h3>
      <Answer query={asked}>
        {(cases) => <EarlierPart cases={cases} none={t('cases.of_situation_none')} />}
      </Answer>
    </section>
  );
}
