import { networkFor } from '@opentocc/core/network';
import type { PlatformModule } from '../../platform-module.ts';
import { studies } from '../studies/index.ts';
import { scoresErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { pastSpeeds } from './past-speeds.ts';
import { serveScores } from './routes.ts';
import { ScoreService } from './service.ts';
import { createScoreStore } from './store.ts';

export const scores: PlatformModule = {
  name: 'scores',
  migrations,
  errors: scoresErrors,
  compose({ db, clock, log, network: roads }, { audit, history }, _, find) {
    const service = new ScoreService({
      ...{ store: createScoreStore(db), studies: find(studies).archive, clock, log, audit },
      network: networkFor(roads, 'car'),
      pastOf: pastSpeeds(history.findLinkStatesAt),
    });
    return {
      name: 'scores',
      routes: [serveScores(service)],
      jobs: [
        { name: 'score studies', every_ms: 60_000, run: service.scoreDue },
        { name: 'forget old scores', every_ms: 86_400_000, run: service.sweep },
      ],
      demo: async () => (await import('./demo.ts')).createScoresDemo(log),
    };
  },
};
