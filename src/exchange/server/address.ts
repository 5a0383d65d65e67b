// Where a webhook may point: an https address whose every resolved address is a public one, looked at again at each connection. Not sending (send.ts).
import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** IANA's special-purpose registries (RFC 6890): what is not of the public internet. */
const reserved = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  reserved.addSubnet(net, bits, 'ipv4');
/** Of IPv6 only what is handed out (2000::/3) is public, without what leads to IPv4 or stands in examples. */
const handedOut = new BlockList();
handedOut.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  reserved.addSubnet(net, bits, 'ipv6');

export const isPublic = (address: string): boolean => {
  if (isIPv6(address)) return handedOut.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
  return isIP(address) === 4 && !reserved.check(address, 'ipv4');
};
const isLoopback = (address: string): boolean => address === '127.0.0.1' || address === '::1';

export type Reach = {
  /** Tests alone: plain http to this machine is let through as well. */
  loopback?: boolean;
};
export type Fault = 'form' | 'https' | 'login' | 'public';
/** What is wrong with an address as it is written; what a name resolves to is looked at when it is called. */
export function addressFault(said: string, { loopback = false }: Reach): Fault | null {
  if (!URL.canParse(said)) return 'form';
  const { protocol, hostname, username, password } = new URL(said);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (username !== '' || password !== '') return 'login';
  if (loopback && protocol === 'http:' && isLoopback(host)) return null;
  if (protocol !== 'https:') return 'https';
  if (isIP(host) !== 0) return isPublic(host) || (loopback && isLoopback(host)) ? null : 'public';
  return /^[^.]+$|(^|\.)(localhost|local|internal|lan|home|arpa|test|invalid|example)\.?$/i.test(host) ? 'public' : null;
}

/** Said of an address by code alone: it is kept and shown. */
const notPublic = (): NodeJS.ErrnoException => Object.assign(new Error('not a public address'), { code: 'ENOTPUBLIC' });

type Done = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
/**
 * Resolves for a connection, and lets it through only where all addresses are public: what is checked is what is connected to, so that a name
 * which answers otherwise the second time gains nothing.
 */
export const publicLookup =
  ({ loopback = false }: Reach) =>
  (host: string, options: LookupOptions, done: Done): void => {
    dnsLookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const open = found.length > 0 && found.every(({ address }) => isPublic(address) || (loopback && isLoopback(address)));
      const [first] = found;
      if (!open || first === undefined) return done(notPublic(), []);
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
