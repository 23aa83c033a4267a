import { BlockList, isIP } from 'node:net';

/** Addresses that no posting reaches unless they are named: this machine, its network, and what stands for no host. */
const INNER: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** Says of an IP address whether a request may go there. */
export type AllowedHosts = (address: string) => boolean;

/** @param named addresses or CIDR blocks that are allowed although they are inner ones. @throws Error for what is neither */
export function allowHosts(named: readonly string[]): AllowedHosts {
  const inner = new BlockList();
  for (const [address, bits, family] of INNER) inner.addSubnet(address, bits, family);
  const allowed = new BlockList();
  for (const block of named) addBlock(allowed, block);
  return (address) => {
    const plain = plainOf(address);
    const version = isIP(plain);
    if (version === 0) return false;
    const family = version === 4 ? 'ipv4' : 'ipv6';
    return allowed.check(plain, family) || !inner.check(plain, family);
  };
}

function addBlock(list: BlockList, block: string): void {
  const [address, bits] = block.trim().split('/');
  const version = isIP(address ?? '');
  if (version === 0) throw new Error(`${block} is no address and no CIDR block`);
  const most = version === 4 ? 32 : 128;
  list.addSubnet(address, bits === undefined ? most : Number(bits), version === 4 ? 'ipv4' : 'ipv6');
}

/** ::ffff:10.0.0.1 is 10.0.0.1, in either way of writing it. */
function plainOf(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '');
  const [, dotted] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare) ?? [];
  if (dotted) return dotted;
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(bare) ?? [];
  if (high === undefined || low === undefined) return bare;
  const bits = (Number.parseInt(high, 16) << 16) | Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
