import type { CaseBrief } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { type Asked, known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useLink } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useCasesOf, useCasesOfVehicle } from './queries.ts';
import { EarlierPart } from './sheet/earlier-part.tsx';
import './cases.css';
import './sheet/sheet.css';

/** Beside a vehicle that is chosen on the map: cases that refer to it. */
export function CasesOfVehicle({ id }: { readonly id: number }) {
  const may = useMay('cases:read');
  return useMay('vehicles:read') && may ? <OfVehicle id={id} /> : null;
}

/** Beside a link: cases that refer to its road. */
export function CasesOfLink({ id }: { readonly id: number }) {
  const may = useMay('cases:read');
  const road = known(useLink(id))?.name.zh;
  return may && road ? <OfRoad name={road} /> : null;
}

/** Beside a road. @param id its district and its name with a stroke between them */
export function CasesOfRoad({ id }: { readonly id: string }) {
  return useMay('cases:read') ? <OfRoad name={id.slice(id.indexOf('/') + 1)} /> : null;
}

function OfVehicle({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  return <Shown asked={useCasesOfVehicle(id)} none={t('cases.of_vehicle_none')} />;
}

function OfRoad({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  return <Shown asked={useCasesOf('road', name)} none={t('cases.of_road_none')} />;
}

function Shown({ asked, none }: { readonly asked: Asked<readonly CaseBrief[]>; readonly none: string }) {
  const { t } = useTranslation();
  return (
    <Card title={t('cases.of_here')}>
      <Answer query={asked}>{(cases) => <EarlierPart cases={cases} none={none} />}</Answer>
    </Card>
  );
}
