import type { Report } from '../values';
import type { Facts } from './facts';

/** Reports bridges without a network, and network interfaces that are in two bridges or in a bridge and have an address. */
export function checkCards(facts: Facts, at: string, report: Report): void {
  for (const host of facts.hosts) {
    const place = `${at}.hosts.${host.name}.interfaces`;
    const joined = new Map<string, string>();
    for (const card of host.interfaces) {
      if (card.joins !== undefined && card.network === undefined)
        report({
          at: `${place}.${card.name}.network`,
          reason: 'is missing, but a bridge needs a network for the prefix length of its address',
          next: 'write the network of the bridge',
        });
      for (const name of card.joins ?? []) {
        const earlier = joined.get(name);
        if (host.interfaces.some((other) => other.name === name))
          report({
            at: `${place}.${card.name}.joins`,
            reason: `"${name}" is also listed as an interface with an address, which it loses when it joins the bridge`,
            next: `give the address to ${card.name} only, and remove ${name} from interfaces`,
          });
        else if (earlier !== undefined)
          report({
            at: `${place}.${card.name}.joins`,
            reason:
              earlier === card.name
                ? `"${name}" is listed twice`
                : `"${name}" is already in bridge ${earlier}, and an interface can be in one bridge only`,
            next: 'keep one of them',
          });
        joined.set(name, card.name);
      }
    }
  }
}
