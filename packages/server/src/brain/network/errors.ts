import { defineErrors } from '../../kit/errors.ts';

export const networkErrors = defineErrors('network', {
  version_gone: {
    status: 410,
    zh: '该版本的路网已停用，请刷新页面',
    en: 'This version of the network is no longer in force; reload the page',
  },
  no_file: {
    status: 404,
    zh: '没有找到文件 {file}，请核对路径',
    en: 'There is no file {file}; check the path',
  },
  unknown_format: {
    status: 400,
    zh: '{file} 既不是 OSM PBF，也不是 SUMO .net.xml，请换用这两种格式之一',
    en: '{file} is neither OSM PBF nor SUMO .net.xml; use a file of one of these formats',
  },
  damaged_pbf: {
    status: 400,
    zh: 'OSM 文件 {file} 已损坏或不完整（{reason}），请重新下载后再导入',
    en: 'The OSM file {file} is damaged or cut off ({reason}); download it again and repeat the import',
  },
  no_regular_file: {
    status: 400,
    zh: '{file} 不是可读取的文件（{reason}），请指明一个文件',
    en: '{file} is no file that can be read ({reason}); name a file',
  },
  osm_xml: {
    status: 400,
    zh: '{file} 是 OSM XML 或其压缩文件，请先用 osmium cat {file} -o 新文件.osm.pbf 转换',
    en: '{file} is OSM XML, or compressed; convert it first with osmium cat {file} -o NEW.osm.pbf',
  },
  pbf_compression: {
    status: 400,
    zh: 'OSM 文件 {file} 用 {kind} 压缩，本系统读取未压缩、zlib 或 lz4 的文件，请用 osmium cat 文件 -o 新文件.osm.pbf 转换',
    en: 'The OSM file {file} is compressed with {kind}; raw, zlib and lz4 are read here: convert it with osmium cat FILE -o NEW.osm.pbf',
  },
  pbf_history: {
    status: 400,
    zh: 'OSM 文件 {file} 是含全部版本的历史文件，请用 osmium time-filter 文件 -o 新文件.osm.pbf 取出当前版本',
    en: 'The OSM file {file} is a history of all versions; take out the present one with osmium time-filter FILE -o NEW.osm.pbf',
  },
  pbf_features: {
    status: 400,
    zh: 'OSM 文件 {file} 要求本系统没有的功能（{features}），请用 osmium cat 文件 -o 新文件.osm.pbf 转换',
    en: 'The OSM file {file} asks for features that are not read here ({features}); convert it with osmium cat FILE -o NEW.osm.pbf',
  },
  damaged_sumo: {
    status: 400,
    zh: 'SUMO 路网 {file} 已损坏或不完整（{reason}），请重新导出后再导入',
    en: 'The SUMO network {file} is damaged or cut off ({reason}); export it again and repeat the import',
  },
  no_projection: {
    status: 400,
    zh: 'SUMO 路网 {file} 没有 UTM 投影，无法得到经纬度，请用 netconvert --proj.utm 重新生成',
    en: 'The SUMO network {file} has no UTM projection, so its places are unknown; make it with netconvert --proj.utm',
  },
  damaged_districts: {
    status: 400,
    zh: '行政区文件 {file} 不是 WGS-84 的多边形 GeoJSON：{reason}',
    en: 'The district file {file} is no GeoJSON of polygons in WGS-84: {reason}',
  },
  both_sides_of_180: {
    status: 400,
    zh: '{file} 的道路分布在 180° 经线两侧，在平面上会相隔地球一周；请用 osmium extract -b 切成两份，分别导入',
    en: '{file} has roads on both sides of the 180th meridian, on the plane as far apart as the Earth is round; cut it in two with osmium extract -b and import each',
  },
  no_links: {
    status: 400,
    zh: '{file} 中没有可供机动车通行的道路，请核对文件范围',
    en: '{file} holds no road for cars; check what area it covers',
  },
});
