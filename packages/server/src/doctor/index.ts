import type { Config } from '../config.ts';
import { systemClock } from '../kit/clock.ts';
import type { Check } from './check.ts';
import { historyCheck } from './history-check.ts';
import {
  clockCheck,
  dataFolderCheck,
  diskCheck,
  memoryCheck,
  nodeCheck,
  openFilesCheck,
} from './machine-checks.ts';
import { brokerCheck, databaseCheck, portCheck, wayOutCheck } from './service-checks.ts';

export type { Check, Finding, Verdict } from './check.ts';

type Checked = Pick<Config, 'data_dir' | 'database_url' | 'http' | 'gateway' | 'mqtt' | 'messages'>;

/** Everything that `tocc doctor` looks at, in the order in which a fault in one explains those after it. */
export function doctorChecks({ data_dir, database_url, http, gateway, mqtt, messages }: Checked): Check[] {
  return [
    nodeCheck(process.versions.node),
    clockCheck(() => systemClock.now()),
    memoryCheck(),
    openFilesCheck(),
    dataFolderCheck(data_dir),
    diskCheck(data_dir),
    historyCheck(data_dir),
    databaseCheck(database_url, data_dir),
    portCheck('http_port', { zh: '控制台', en: 'Console' }, http.host, http.port),
    portCheck('gateway_port', { zh: '车载终端接入', en: 'Vehicle terminals' }, gateway.host, gateway.port),
    mqtt.url === undefined
      ? portCheck('mqtt_port', { zh: '检测器接入 (MQTT) ', en: 'Detectors (MQTT)' }, mqtt.host, mqtt.port)
      : brokerCheck(mqtt.url),
    ...wayOutChecks(messages),
  ];
}

/** Of what messages leave by; what is not set up is not looked at. */
function wayOutChecks({ smtp, sms }: Config['messages']): Check[] {
  return [
    ...(smtp ? [wayOutCheck('smtp', { zh: '邮件服务器', en: 'Mail server' }, 'SMTP_URL', smtp.url)] : []),
    ...(sms ? [wayOutCheck('sms', { zh: '短信网关', en: 'SMS gateway' }, 'SMS_GATEWAY_URL', sms.url)] : []),
  ];
}
