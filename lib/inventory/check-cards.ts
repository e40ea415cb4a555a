import type { Report } from '../values';
import type { Facts } from './facts';

/** Reports bridges without a network, and cards that two bridges or a bridge and an address claim. */
export function checkCards(facts: Facts, at: string, report: Report): void {
  for (const host of facts.hosts) {
    const place = `${at}.hosts.${host.name}.interfaces`;
    const joined = new Map<string, string>();
    for (const card of host.interfaces) {
      if (card.joins !== undefined && card.network === undefined)
        report({
          at: `${place}.${card.name}.network`,
          reason: 'is missing, and a bridge gets its address with the length of a network',
          next: 'name the network of the bridge',
        });
      for (const name of card.joins ?? []) {
        const earlier = joined.get(name);
        if (host.interfaces.some((other) => other.name === name))
          report({
            at: `${place}.${card.name}.joins`,
            reason: `"${name}" is listed as a card with an address as well, which it loses when the bridge joins it`,
            next: `give the address to ${card.name} alone, and drop ${name} from interfaces`,
          });
        else if (earlier !== undefined)
          report({
            at: `${place}.${card.name}.joins`,
            reason:
              earlier === card.name
                ? `"${name}" is listed twice`
                : `"${name}" is joined by ${earlier} as well, and a card is in one bridge only`,
            next: 'keep one of them',
          });
        joined.set(name, card.name);
      }
    }
  }
}
