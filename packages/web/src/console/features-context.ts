import { createContext } from 'react';
import type { Feature } from './feature.ts';

/** All features, for parts of a feature that lead to the others without knowing them. */
export const FeaturesContext = createContext<readonly Feature[]>([]);
