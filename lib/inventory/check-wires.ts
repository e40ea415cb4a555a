import { accepted, parseNetworkName, type Report, suggest } from '../values';
import { type Facts, networkOf } from './facts';

/** Reports network names that machines would reject. valibot cannot check them with a schema next to fixed keys. */
export function checkNetworkKeys(facts: Facts, at: string, report: Report): void {
  for (const name of Object.keys(facts.networks))
    accepted(parseNetworkName(name), `${at}.networks.${name}`, report);
}

/** Reports networks that share a wire with themselves, with an unknown network, or with pods or services. */
export function checkWires(facts: Facts, at: string, report: Report): void {
  for (const [name, { wire }] of Object.entries(facts.networks)) {
    if (wire === undefined) continue;
    const place = `${at}.networks.${name}.wire`;
    const others = Object.keys(facts.networks).filter(
      (other) => other !== name && other !== 'pods' && other !== 'services',
    );
    const known = networkOf(wire, facts);
    if (known === undefined)
      report({ at: place, reason: `no network is named "${wire}"`, next: suggest(wire, others) });
    else if (name === 'pods' || name === 'services' || !others.includes(wire))
      report({
        at: place,
        reason:
          wire === name
            ? 'is the network itself'
            : `pods and services are virtual networks inside the cluster and have no wire`,
        next: `name another network, such as "nodes", or leave it out`,
      });
    else if (known.wire !== undefined)
      report({
        at: place,
        reason: `network ${wire} itself shares the wire of ${known.wire}`,
        next: `write "${known.wire}"`,
      });
  }
}
