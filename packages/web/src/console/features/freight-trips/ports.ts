import { portName } from '@opentocc/core/freight';

/** Ports that freight goes through. */
const PORTS = ['huanggang', 'shenzhen-bay', 'liantang', 'man-kam-to', 'shatoujiao'] as const;

export const portOptions = (language: 'zh' | 'en') =>
  PORTS.map((port) => ({ value: port, label: portName(port)[language] }));
