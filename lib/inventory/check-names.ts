import type { Report } from '../values';
import type { Facts } from './facts';

/** Names with another meaning in `reach` and in the files of machines. */
const reserved: Readonly<Record<string, string>> = {
  internet: 'all addresses outside the cluster',
  administrators: 'the networks of administrators',
  router: 'the routers between networks',
  localhost: 'the machine itself',
};

/** Reports machines with a reserved name. */
export function checkReservedNames(facts: Facts, at: string, report: Report): void {
  for (const kind of ['nodes', 'hosts'] as const)
    for (const { name } of facts[kind])
      if (Object.hasOwn(reserved, name))
        report({
          at: `${at}.${kind}.${name}.name`,
          reason: `"${name}" is the name that asterism uses for ${reserved[name] ?? ''}`,
          next: `choose another name, such as "${name}-1"`,
        });
}

/** Reports network interfaces of a host with the same name. */
export function checkCardNames(facts: Facts, at: string, report: Report): void {
  for (const { name: host, interfaces } of facts.hosts)
    interfaces.forEach(({ name }, index) => {
      if (interfaces.findIndex((card) => card.name === name) < index)
        report({
          at: `${at}.hosts.${host}.interfaces[${index}].name`,
          reason: `interface "${name}" is listed twice`,
          next: 'give each interface its own name, or remove one',
        });
    });
}
