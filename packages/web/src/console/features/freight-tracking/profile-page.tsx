import type { FreightProfile } from '@opentocc/contract';
import { useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { FiguresCard } from './figures-card.tsx';
import { MembersCard } from './members-card.tsx';
import { NowCard } from './now-card.tsx';
import { PastCard } from './past-card.tsx';
import { useProfile } from './queries.ts';
import { RiskCard } from './risk-card.tsx';
import './freight-tracking.css';

/** All about one truck, driver, firm, site or port: now, history, figures, risk. */
export function FreightProfilePage() {
  const { kind, id } = useParams({ strict: false }) as { kind: FreightProfile['kind']; id: string };
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const query = useProfile(kind, id);
  const profile = known(query);
  return (
    <div className="page freight-profile">
      <div className="page-head">
        <h1>
          {t(`freight-tracking.${kind}`)} {profile?.name[language] ?? id}
        </h1>
        {profile && <Standing profile={profile} />}
      </div>
      <Answer query={query} height_px={320}>
        {(profile) => <Profile profile={profile} />}
      </Answer>
    </div>
  );
}

/** Whose it is, and whether it is on file in order. */
function Standing({ profile: { kind, code, filed, why, firm_name } }: { readonly profile: FreightProfile }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <>
      <span className="muted">
        {code} {kind !== 'firm' && firm_name?.[language]}
      </span>
      {filed !== null && (
        <b className={filed === 'in_order' ? 'good' : 'bad'}>
          {t(`freight-tracking.filed.${filed as 'in_order'}`)} {why}
        </b>
      )}
    </>
  );
}

function Profile({ profile }: { readonly profile: FreightProfile }) {
  const { risk, members } = profile;
  return (
    <div className="freight-cards">
      <NowCard profile={profile} />
      <FiguresCard figures={profile.figures} />
      {risk && <RiskCard risk={risk} />}
      {members.length > 0 && <MembersCard members={members} />}
      <PastCard profile={profile} />
    </div>
  );
}
