import { type Facts, type Host, machinesIn, networkOf, type Node, type NodeOrHost } from '../../inventory';
import { type Ipv4, prefixLength } from '../../values';
import { runsNixos } from './claim';

/** Every machine that runs NixOS: nodes first, in the order of the cluster file. */
export function nixosMachines(facts: Facts): readonly NodeOrHost[] {
  return machinesIn(facts).filter((machine) =>
    runsNixos(machine.kind === 'node' ? machine.node : machine.host),
  );
}

/** A network card as systemd-networkd sets it up. */
export interface Card {
  /** The line of `matchConfig` that finds the card. */
  readonly match: { readonly key: 'MACAddress' | 'Name'; readonly value: string };
  /** Address with its prefix length. */
  readonly address: string;
  readonly gateway?: Ipv4;
  /** The network of the inventory that it is tied to. */
  readonly network: string;
}

/** The cards of a machine. Only the first one that has a way out gets a gateway: two default routes would compete. */
export function cardsOf(machine: NodeOrHost, facts: Facts): readonly Card[] {
  const cards = machine.kind === 'node' ? nodeCard(machine.node) : hostCards(machine.host);
  const out = cards.find(({ network }) => networkOf(network, facts)?.gateway !== undefined);
  return cards.flatMap((card) => {
    const network = networkOf(card.network, facts);
    if (network === undefined) return [];
    return [
      {
        match: card.match,
        network: card.network,
        address: `${card.address}/${prefixLength(network.cidr)}`,
        ...(card === out && network.gateway !== undefined && { gateway: network.gateway }),
      },
    ];
  });
}

type BareCard = Pick<Card, 'match' | 'network'> & { readonly address: Ipv4 };

/** The card of a node is known by its MAC address: the name of a VM's card depends on the slot into which it is put. */
function nodeCard({ address, mac }: Node): readonly BareCard[] {
  if (mac === undefined) return [];
  return [{ match: { key: 'MACAddress', value: mac }, network: 'nodes', address }];
}

function hostCards({ interfaces }: Host): readonly BareCard[] {
  return interfaces.flatMap(({ name, network, address }) =>
    network === undefined ? [] : [{ match: { key: 'Name', value: name } as const, network, address }],
  );
}
