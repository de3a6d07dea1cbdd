import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that hand out a machine's credentials. Whoever can name an address to ask could otherwise read them through us.
 * Link-local as a whole (AWS, Azure, GCP, OpenStack; ECS and EKS agents), Alibaba, Azure's wire server, Oracle, and the IPv6 twins.
 */
const metadata = new BlockList();
metadata.addSubnet('169.254.0.0', 16, 'ipv4');
metadata.addAddress('100.100.100.200', 'ipv4');
metadata.addAddress('168.63.129.16', 'ipv4');
metadata.addAddress('192.0.0.192', 'ipv4');
metadata.addSubnet('fe80::', 10, 'ipv6');
metadata.addAddress('fd00:ec2::254', 'ipv6');
metadata.addAddress('fd00:ec2::23', 'ipv6');
metadata.addAddress('fd20:ce::254', 'ipv6');
metadata.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
metadata.addSubnet('2002:a9fe::', 32, 'ipv6');
const metadataNames: ReadonlySet<string> = new Set(['metadata', 'metadata.google.internal', 'metadata.goog', 'instance-data', 'instance-data.ec2.internal']);

/** Is this host of a URL, a name or an IP address (also in brackets), one that is never asked? */
export const isRefusedHost = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
  return metadataNames.has(name) || isRefusedAddress(name);
};

export const isRefusedAddress = (address: string): boolean => {
  const plain = address.split('%')[0] ?? address;
  const family = isIP(plain);
  return family !== 0 && metadata.check(plain, family === 6 ? 'ipv6' : 'ipv4');
};

export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
  readonly code = 'REFUSED_ADDRESS';
}

/** Resolves names all at once: `addresses` for one name. */
export type ResolveAll = (hostname: string) => Promise<readonly LookupAddress[]>;

const resolveAll: ResolveAll = (hostname) =>
  new Promise((resolve, reject) => dnsLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses))));

/**
 * `lookup` for `net.connect`: a name of which any address is refused is not connected to.
 * It decides on the very addresses that are then connected to, so that a name cannot change in between.
 */
export const guardedLookup = (resolve: ResolveAll = resolveAll): LookupFunction => (hostname, options, callback) => {
  resolve(hostname).then(
    (addresses) => {
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => isRefusedAddress(address))) {
        return callback(new RefusedAddressError(`${hostname} leads to a metadata address`), []);
      }
      return options.all === true ? callback(null, [...addresses]) : callback(null, first.address, first.family);
    },
    (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
  );
};
