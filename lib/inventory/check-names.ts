import type { Report } from '../values';
import type { Facts } from './facts';

/** What `reach` and the files of machines call something else. */
const reserved: Readonly<Record<string, string>> = {
  internet: 'every address outside the cluster',
  administrators: 'the networks of administrators',
  router: 'the routers between networks',
  localhost: 'the machine itself',
};

/** Reports machines whose names are words that mean something else. */
export function checkReservedNames(facts: Facts, at: string, report: Report): void {
  for (const kind of ['nodes', 'hosts'] as const)
    for (const { name } of facts[kind])
      if (Object.hasOwn(reserved, name))
        report({
          at: `${at}.${kind}.${name}.name`,
          reason: `"${name}" is what asterism calls ${reserved[name] ?? ''}`,
          next: `choose another name, such as "${name}-1"`,
        });
}

/** Reports cards of a host that have one name. */
export function checkCardNames(facts: Facts, at: string, report: Report): void {
  for (const { name: host, interfaces } of facts.hosts)
    interfaces.forEach(({ name }, index) => {
      if (interfaces.findIndex((card) => card.name === name) < index)
        report({
          at: `${at}.hosts.${host}.interfaces[${index}].name`,
          reason: `card "${name}" is listed twice`,
          next: 'give each card its own name, or drop one',
        });
    });
}
