import { networkFor } from '@opentocc/core/network';
import type { PlatformModule } from '../../platform-module.ts';
import { studies } from '../studies/index.ts';
import { suggestionsErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveSuggestions } from './routes.ts';
import { SuggestionService } from './service.ts';
import { createSuggestionStore } from './store.ts';

export const suggestions: PlatformModule = {
  name: 'suggestions',
  migrations,
  errors: suggestionsErrors,
  compose({ db, clock, config, network }, { audit }, { simulation, perception }, find) {
    const service = new SuggestionService({
      ...{ store: createSuggestionStore(db), studies: find(studies), simulation, clock, audit },
      network: networkFor(network, 'car'),
      current: perception.current,
      penetration_rate: config.penetration_rate,
    });
    return {
      name: 'suggestions',
      routes: [serveSuggestions(service)],
      jobs: [{ name: 'forget old drafts', every_ms: 86_400_000, run: service.sweep }],
    };
  },
};
