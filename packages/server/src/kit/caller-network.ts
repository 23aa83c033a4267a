import { isIPv6 } from 'node:net';

/**
 * Whose requests count as one caller's: the address, of IPv6 its network of 2^64 addresses, for that is what a single
 * subscriber is given (RFC 6177).
 */
export function callerNetwork(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head, tail] = address.split('::');
  const groups = head.split(':');
  if (tail !== undefined) groups.push(...Array(8 - groups.length).fill('0'));
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':');
}
