import type { Machine } from '../../../lib/network/topology/topology';

/**
 * Kernel settings of a machine, by file. Conntrack forgets what has ended at once: a later probe must not be taken for a part
 * of an earlier connection.
 */
export function settingsOf({ forwards, interfaces }: Machine): Readonly<Record<string, string>> {
  const settings: readonly (readonly [string, string])[] = [
    // This one sets others back, so it comes first.
    ['/proc/sys/net/ipv4/ip_forward', forwards ? '1' : '0'],
    ['/proc/sys/net/ipv4/ip_local_port_range', '40000 60999'],
    ...['all', 'default'].flatMap((devices): [string, string][] => [
      [`/proc/sys/net/ipv4/conf/${devices}/rp_filter`, '0'],
      [`/proc/sys/net/ipv4/conf/${devices}/send_redirects`, '0'],
      [`/proc/sys/net/ipv4/conf/${devices}/accept_redirects`, '0'],
      [`/proc/sys/net/ipv6/conf/${devices}/disable_ipv6`, '1'],
    ]),
    // As k3s sets it: what pods of one node send each other passes the node's rules, and Services work among them.
    [
      '/proc/sys/net/bridge/bridge-nf-call-iptables',
      interfaces.some(({ bridge }) => bridge === true) ? '1' : '0',
    ],
    ...[
      'udp_timeout',
      'udp_timeout_stream',
      'tcp_timeout_close',
      'tcp_timeout_time_wait',
      'tcp_timeout_syn_sent',
      'tcp_timeout_syn_recv',
      'tcp_timeout_last_ack',
      'tcp_timeout_fin_wait',
      'tcp_timeout_close_wait',
    ].map((name): [string, string] => [`/proc/sys/net/netfilter/nf_conntrack_${name}`, '1']),
  ];
  return Object.fromEntries(settings);
}
