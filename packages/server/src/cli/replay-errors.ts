import { defineErrors } from '../kit/errors.ts';

export const replayErrors = defineErrors('replay', {
  no_file: {
    status: 404,
    zh: '没有找到文件 {file}，请核对路径',
    en: 'There is no file {file}; check the path',
  },
  unreadable: {
    status: 400,
    zh: '{file} 不是可读的 CSV（UTF-8）或 Parquet（{reason}）',
    en: '{file} is no readable CSV (UTF-8) or Parquet ({reason})',
  },
  columns: {
    status: 400,
    zh: '{file} 缺少“{column}”列，需要 vehicle 车牌、time 时间、lon 经度、lat 纬度，可选 speed 速度、direction 方向；现有列：{found}',
    en: '{file} has no column for {column}; it needs vehicle, time, lon, lat and may have speed, direction; it has: {found}',
  },
  empty: {
    status: 400,
    zh: '{file} 中没有可用的定位记录（{bad} 行无法使用）',
    en: '{file} holds no fix that can be used ({bad} rows cannot)',
  },
  no_gateway: {
    status: 503,
    zh: '{host}:{port} 上没有终端接入服务：请先启动平台（tocc serve），或用 --host、--port 指明地址',
    en: 'No gateway answers on {host}:{port}: start the platform (tocc serve) or name its address by --host and --port',
  },
  not_registered: {
    status: 403,
    zh: '{count} 个终端未登记，未发送任何定位：请在控制台“数据源”页审批后重试',
    en: 'None of the {count} terminals is registered, nothing was sent: approve them on the page 数据源 and try again',
  },
  same_number: {
    status: 400,
    zh: '车辆“{one}”与“{other}”得到相同的终端号，请改用 11–12 位终端号作为车辆列',
    en: 'Vehicles "{one}" and "{other}" would get the same terminal number; name vehicles by phone numbers of 11 or 12 digits',
  },
});
