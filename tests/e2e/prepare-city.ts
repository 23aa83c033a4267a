import { join } from 'node:path';
import { openDatabase } from '../../packages/server/src/cli/database.ts';
import { loadDemo } from '../../packages/server/src/cli/demo.ts';
import { demoNetwork, writeNetworkFile } from '../../packages/server/src/cli/networks.ts';
import { compose } from '../../packages/server/src/compose.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import { systemClock } from '../../packages/server/src/kit/clock.ts';
import { LEAST_PAST_DAYS } from '../../packages/server/src/kit/demo.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';
import { announce, FEW_TRIPS, FEW_VEHICLES, preparedFolder } from '../browser-run.ts';

/**
 * `prepare-city.ts RUN`: makes the data folder of a demo city with its past, in which nothing drives, for all browser
 * tests of a run to copy. A program of its own, because the past is most of a minute of computing.
 */
const [, , run] = process.argv;
const ports = { gatewayPort: 0, mqttPort: 0, interchangePort: 0 };
const world = { demo: true, demoTrips: FEW_TRIPS, vehicles: FEW_VEHICLES };
const config = readConfig({ data: preparedFolder(run), ...world, ...ports }, {});
const log = createLog('warn');
const network = demoNetwork();
const database = await openDatabase(config, log);
const tocc = await compose({ config, database_url: database.url, network, clock: systemClock, log });
await tocc.start();
const url = await tocc.http.listen({ host: '127.0.0.1', port: 0 });
const first = await tocc.accounts.ensureFirstAdministrator();
const network_file = join(config.data_dir, 'demo-city.net');
writeNetworkFile(network, network_file);
const { demo_vehicles: vehicles, demo_trips: trips } = config;
const world_folder = join(config.data_dir, 'demo-world');
const demo = await loadDemo({ tocc, network, network_file, vehicles, trips, world_folder });
await demo.register(url);
const { signal } = new AbortController();
await demo.makePast({ now_ms: systemClock.now(), signal, days: LEAST_PAST_DAYS });
await tocc.stop();
await database.stop();
announce(run, 'prepared', { account: '', one_time_password: '', ...first });
