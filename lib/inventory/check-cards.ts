import type { Report } from '../values';
import type { Facts } from './facts';

/** Reports cards whose name no device can have, bridges without a network, and cards that two bridges or a bridge and an address claim. */
export function checkCards(facts: Facts, at: string, report: Report): void {
  for (const host of facts.hosts) {
    const place = `${at}.hosts.${host.name}.interfaces`;
    const joined = new Map<string, string>();
    for (const card of host.interfaces) {
      for (const name of [card.name, ...(card.joins ?? [])])
        checkDevice(name, `${place}.${card.name}`, report);
      if (card.joins !== undefined && card.network === undefined)
        report({
          at: `${place}.${card.name}.network`,
          reason: 'is missing, and a bridge gets its address with the length of a network',
          next: 'name the network that the bridge stands in',
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

/** Names of devices stand in scripts and rules as they are. https://man7.org/linux/man-pages/man8/ip-link.8.html */
function checkDevice(name: string, at: string, report: Report): void {
  if (!/^[A-Za-z0-9][\w.-]{0,14}$/.test(name))
    report({
      at,
      reason: `${JSON.stringify(name)} is no name of a device`,
      next: 'write 1 to 15 letters, digits, ".", "_" or "-", such as "eno1"',
    });
}
