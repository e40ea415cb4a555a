import * as v from 'valibot';
import {
  claim,
  declareProgram,
  type HostProgram,
  hostPorts,
  nameServers,
  type SettingsOf,
} from '../../inventory';
import { port } from '../../values';

export const dnsProps = v.strictObject({
  /** Port on which it answers, udp and tcp. @default 53 */
  port: v.exactOptional(port, 53),
});

export type DnsProps = SettingsOf<typeof dnsProps>;

/**
 * A name server of the site: nodes, pods and the other hosts ask it. asterism does not write its configuration.
 * @example
 * dns()
 */
export function dns(props: DnsProps = {}): HostProgram {
  return declareProgram({ name: 'dns', title: 'the name server' }, dnsProps, props, (settings) => [
    claim(nameServers, settings),
    claim(
      hostPorts,
      () =>
        (['tcp', 'udp'] as const).map((transport) => ({
          what: 'the name server',
          port: settings.port,
          transport,
        })),
      '.port',
    ),
  ]);
}
