import type { CalibratedFigure, CalibrationOverride } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useMayInCity } from '../../../session/session.ts';
import { OverrideDialog, TakeBackDialog } from './calibration-dialogs.tsx';
import { Figure, Sample, SetBy, valueText } from './calibration-figure.tsx';
import { useCalibration } from './twin-queries.ts';

/** Figures of roads with what each rests on, and what persons set and took back. */
export function CalibrationCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('studies.twin.calibration')} extra={t('studies.twin.calibration_hint')}>
      <Answer query={useCalibration()} height_px={320}>
        {({ version, figures, withdrawn }) => (
          <>
            <p className="muted twin-note">{t('studies.twin.version', { version })}</p>
            <Figures figures={figures} />
            {withdrawn.length > 0 && <Withdrawn overrides={withdrawn} />}
          </>
        )}
      </Answer>
    </Card>
  );
}

function Figures({ figures }: { readonly figures: readonly CalibratedFigure[] }) {
  const [asked, ask] = useState<CalibratedFigure | null>(null);
  const close = () => ask(null);
  return (
    <>
      <Table
        rowKey={({ parameter, link_class }) => `${parameter} ${link_class}`}
        size="small"
        dataSource={[...figures]}
        pagination={false}
        scroll={{ x: 860 }}
        columns={useColumns(ask)}
      />
      {asked?.override && <TakeBackDialog override={asked.override} close={close} />}
      {asked && !asked.override && <OverrideDialog figure={asked} close={close} />}
    </>
  );
}

function useColumns(ask: (figure: CalibratedFigure) => void): TableColumnsType<CalibratedFigure> {
  const { t } = useTranslation();
  const may = useMayInCity('calibration:change');
  const act: TableColumnsType<CalibratedFigure> = [
    {
      title: t('studies.twin.acts'),
      render: (_, figure) => (
        <Button size="small" onClick={() => ask(figure)}>
          {figure.override ? t('studies.twin.withdraw') : t('studies.twin.set')}
        </Button>
      ),
    },
  ];
  return [
    {
      title: t('studies.twin.parameter'),
      render: (_, { parameter }) => t(`studies.twin.parameters.${parameter}`),
    },
    { title: t('studies.twin.link_class'), render: (_, { link_class }) => t(`link_class.${link_class}`) },
    { title: t('studies.twin.value'), render: (_, figure) => <Figure figure={figure} /> },
    { title: t('studies.twin.sample'), className: 'wrap', render: (_, figure) => <Sample figure={figure} /> },
    ...(may ? act : []),
  ];
}

function Withdrawn({ overrides }: { readonly overrides: readonly CalibrationOverride[] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('studies.twin.withdrawn')}</h3>
      <Table
        rowKey="id"
        size="small"
        dataSource={[...overrides]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 860 }}
        columns={[
          {
            title: t('studies.twin.parameter'),
            render: (_, { parameter, link_class }) =>
              `${t(`studies.twin.parameters.${parameter}`)} · ${t(`link_class.${link_class}`)}`,
          },
          {
            title: t('studies.twin.new_value_short'),
            render: (_, one) => valueText(one.parameter, one.value),
          },
          {
            title: t('studies.twin.instead_of'),
            render: (_, one) => valueText(one.parameter, one.instead_of),
          },
          {
            title: t('studies.twin.set_by'),
            className: 'wrap',
            render: (_, one) => <SetBy override={one} />,
          },
          {
            title: t('studies.twin.withdrawn_by'),
            className: 'wrap',
            render: (_, { withdrawn }) => withdrawn && `${withdrawn.by}: ${withdrawn.reason}`,
          },
        ]}
      />
    </>
  );
}
