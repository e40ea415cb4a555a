import fc from 'fast-check';
import type { Match } from '../network/firewall/rule';
import { everywhere } from '../values';
import { addressesIn, net } from './topologies';

/** Small packet filters, over a world so small that every packet of it can be tried. */

/** A packet where a chain looks at it. */
export interface Seen {
  readonly source: string;
  readonly destination: string;
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
  readonly state: 'new' | 'established' | 'invalid';
  readonly translated: boolean;
  readonly iifname: string | undefined;
  readonly oifname: string | undefined;
}

const all = addressesIn('10.0.0.0/30');
const lastPort = 4;

/** Every packet of the small world: four addresses, four ports, two devices or none. */
export const everyPacket: readonly Seen[] = combinations({
  source: all,
  destination: all,
  transport: ['tcp', 'udp'] as const,
  port: Array.from({ length: lastPort }, (_, index) => index + 1),
  state: ['new', 'established', 'invalid'] as const,
  translated: [true, false],
  iifname: ['a', 'b', undefined],
  oifname: ['a', undefined],
});

function combinations<Packet>(choices: {
  readonly [Key in keyof Packet]: readonly Packet[Key][];
}): readonly Packet[];
function combinations(choices: Readonly<Record<string, readonly unknown[]>>): readonly object[] {
  return Object.entries(choices).reduce<readonly object[]>(
    (all, [key, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [key]: value }))),
    [{}],
  );
}

/**
 * Whether a packet meets every condition of a rule: read from what `Match` says of each, and from nothing that walks. Networks
 * are taken as lists of their addresses.
 */
export function meeting(match: Match): (seen: Seen) => boolean {
  const { transport, ports, states, translated, iifname, oifname } = match;
  const [source, destination, notDestination] = [match.source, match.destination, match.notDestination].map(
    (networks) =>
      networks && new Set(networks.flatMap((one) => (one === everywhere ? all : addressesIn(one)))),
  );
  return (seen) => {
    if (source?.has(seen.source) === false) return false;
    if (destination?.has(seen.destination) === false) return false;
    if (notDestination?.has(seen.destination) === true) return false;
    if (transport !== undefined && transport !== seen.transport) return false;
    if (ports?.some(({ first, last }) => first <= seen.port && seen.port <= last) === false) return false;
    if (states?.some((state) => state === seen.state) === false) return false;
    if (translated !== undefined && !seen.translated) return false;
    if (iifname !== undefined && (seen.iifname === undefined || !iifname.includes(seen.iifname)))
      return false;
    return oifname === undefined || (seen.oifname !== undefined && oifname.includes(seen.oifname));
  };
}

const networks = fc.uniqueArray(
  fc.constantFrom(
    ...['10.0.0.0/30', '10.0.0.0/31', '10.0.0.2/31', '10.0.0.1/32', '10.0.0.3/32', '0.0.0.0/0'].map(net),
  ),
  { minLength: 1, maxLength: 2 },
);
const devices = fc.uniqueArray(fc.constantFrom('a', 'b'), { minLength: 1 });
const ranges = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: lastPort }), fc.integer({ min: 1, max: lastPort }))
    .map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) })),
  { minLength: 1, maxLength: 2 },
);

/** Conditions of a rule in the small world; each one may be left out, and ports come with a transport. */
export const drawnMatch: fc.Arbitrary<Match> = fc
  .record(
    {
      states: fc.uniqueArray(fc.constantFrom('new' as const, 'established' as const, 'related' as const), {
        minLength: 1,
      }),
      translated: fc.constant(true as const),
      iifname: devices,
      oifname: devices,
      source: networks,
      destination: networks,
      notDestination: networks,
      transport: fc.constantFrom('tcp' as const, 'udp' as const),
      ports: ranges,
    },
    { requiredKeys: [] },
  )
  .map(({ ports, ...match }) => ({
    ...match,
    ...(ports !== undefined && match.transport !== undefined && { ports }),
  }));
