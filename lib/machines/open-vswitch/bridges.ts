import type { Facts, HostInterface } from '../../inventory';
import { filledScript } from '../../values';
import { header, scriptHeader, textOf } from '../machine-file';
import { shellCall } from '../verify/call';
import { openVswitch } from './open-vswitch.script';

/** A card that is an Open vSwitch bridge, with the cards that it joins. */
export type Bridge = HostInterface & { readonly joins: readonly string[] };

/** Whether a card is a bridge. */
export function isBridge(card: HostInterface): card is Bridge {
  return card.joins !== undefined;
}

/** Script that makes the bridges. Open vSwitch remembers them over boots; running it again changes nothing. */
export function openVswitchScript(bridges: readonly Bridge[], facts: Facts): string {
  return filledScript(openVswitch, {
    header: scriptHeader(facts),
    bridges: bridges.map(({ name, joins }) => shellCall('bridge', name, ...joins)).join('\n'),
  });
}

/**
 * Keeps NetworkManager away from the bridges and their cards, `/etc/NetworkManager/conf.d/open-vswitch.conf`: it would take the
 * address away, and move the bridge to firewalld's default zone.
 */
export function unmanagedConfig(bridges: readonly Bridge[], facts: Facts): string {
  const cards = bridges.flatMap(({ name, joins }) => [name, ...joins]);
  return textOf([
    ...header(facts, '#'),
    '',
    '[keyfile]',
    `unmanaged-devices=${cards.map((name) => `interface-name:${name}`).join(';')}`,
  ]);
}
