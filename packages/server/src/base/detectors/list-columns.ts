import type { DetectorColumn, DetectorKind } from '@opentocc/contract';

/** Headings under which lists have each column, in normal form (see `headingOf` of rosters). */
export const HEADINGS: Readonly<Record<DetectorColumn, readonly string[]>> = {
  code: ['编号', '检测器编号', '设备编号', '代码', 'code', 'detector', 'id'],
  name: ['名称', '位置', '检测器名称', '安装位置', 'name', 'place'],
  kind: ['类型', '检测器类型', '设备类型', 'kind', 'type'],
  lon: ['经度', 'lon', 'longitude', 'lng'],
  lat: ['纬度', 'lat', 'latitude'],
  heading: ['方向', '方位角', '车流方向', 'heading', 'direction', 'course'],
  link: ['路段', '路段编号', 'link'],
  along_m: ['距起点', '距路段起点', 'metres', 'meters', 'alongm', 'along'],
  lanes: ['车道数', '车道', 'lanes'],
  period_s: ['周期', '上报周期', '统计周期', 'period', 'periods', 'interval'],
};

const KINDS: Readonly<Record<DetectorKind, readonly string[]>> = {
  loop: ['线圈', '地磁', '感应线圈', 'loop'],
  video: ['视频', '卡口', '电警', 'video', 'camera'],
  radar: ['雷达', '微波', '微波雷达', 'radar', 'microwave'],
};

/** @returns the kind that a text in normal form names, undefined when it names none. */
export function kindOf(spelt: string): DetectorKind | undefined {
  return (Object.keys(KINDS) as DetectorKind[]).find((kind) => KINDS[kind].includes(spelt));
}

/** Compass points, Chinese and English, as degrees. */
const POINTS: Readonly<Record<string, number>> = {
  ...{ 北: 0, 东北: 45, 东: 90, 东南: 135, 南: 180, 西南: 225, 西: 270, 西北: 315 },
  ...{ n: 0, ne: 45, e: 90, se: 135, s: 180, sw: 225, w: 270, nw: 315 },
};

/** Degrees clockwise from north of a number or a compass point ("向东", "E"); undefined for anything else. */
export function headingDegrees(text: string): number | undefined {
  const spelt = text
    .trim()
    .toLowerCase()
    .replace(/^[往向]|[向°]$/g, '');
  const named = POINTS[spelt];
  if (named !== undefined) return named;
  const degrees = Number(spelt);
  return spelt !== '' && degrees >= 0 && degrees <= 360 ? degrees % 360 : undefined;
}
