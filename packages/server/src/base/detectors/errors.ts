import { defineErrors } from '../../kit/errors.ts';

export const detectorErrors = defineErrors('detectors', {
  unknown: {
    status: 404,
    zh: '没有编号为 {id} 的检测器，请刷新列表',
    en: 'There is no detector {id}; reload the list',
  },
  list_empty: {
    status: 400,
    zh: '清单中没有检测器：第一行为列名，其后每行一台',
    en: 'The list names no detector: its first row holds the headings, each further row a detector',
  },
  list_too_long: {
    status: 413,
    zh: '清单过大，上限 {limit} 行，请分成几份导入',
    en: 'The list is too large; the limit is {limit} rows, import it in parts',
  },
  list_columns: {
    status: 400,
    zh: '清单第一行缺少列：{missing}（必须有“编号”，以及“经度”“纬度”或“路段”“距起点”）；现有：{found}',
    en: 'The first row of the list lacks: {missing} (it needs code, and lon and lat or link and metres); it has: {found}',
  },
  too_many: {
    status: 409,
    zh: '检测器总数将超过上限 {limit}，请先停用不再使用的检测器',
    en: 'There would be more than {limit} detectors; retire those out of use first',
  },
  not_mqtt: {
    status: 409,
    zh: '数据源“{name}”的协议是 {protocol}：检测器请登记到协议为 MQTT 的数据源，可新建一个',
    en: 'The source “{name}” speaks {protocol}: detectors belong to a source of the protocol MQTT; make one',
  },
  source_retired: {
    status: 409,
    zh: '数据源“{name}”已停用，请先恢复它',
    en: 'The source “{name}” is retired; take it back into service first',
  },
});
