export { type AgentDeps, type Barriers, GateAgent, type SyncWithPlatform } from './gate-agent.ts';
export { syncOver } from './platform-link.ts';
