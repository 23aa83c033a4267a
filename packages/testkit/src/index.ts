export { type TextNetwork, textNetwork } from './text-network.ts';
