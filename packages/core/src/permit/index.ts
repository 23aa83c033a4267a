export { type Permit, permitBody, permitText, type ReadPermit, readPermit, signedBytes } from './permit.ts';
export {
  barePlate,
  type PermitCode,
  type PermitFinding,
  type PermitShown,
  type PermitTrust,
  verifyPermit,
} from './verify-permit.ts';
