import {
  AppstoreOutlined,
  BankOutlined,
  CarOutlined,
  ClusterOutlined,
  CompassOutlined,
  ControlOutlined,
  DatabaseOutlined,
  LineChartOutlined,
  SafetyOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Group } from '../feature.ts';

const ICONS: Record<Group | 'desk', ComponentType> = {
  desk: AppstoreOutlined,
  map: CompassOutlined,
  command: ControlOutlined,
  decision: LineChartOutlined,
  infrastructure: BankOutlined,
  freight: CarOutlined,
  citizen: TeamOutlined,
  assurance: SafetyOutlined,
  brain: ClusterOutlined,
  base: DatabaseOutlined,
  system: SettingOutlined,
};

/** The sign of a group; its name stands beside it, how much waits in it on it. */
export function GroupIcon({ name, waits }: { name: Group | 'desk'; waits: number }) {
  const Icon = ICONS[name];
  return (
    <span className="rail-icon" aria-hidden="true">
      <Icon />
      {waits > 0 && <span className="badge">{waits > 99 ? '99+' : waits}</span>}
    </span>
  );
}
