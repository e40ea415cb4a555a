import type { Facts } from '../inventory';
import { type Report, suggest } from '../values';
import type { ReadComponent } from './planned';

/** Reports secrets without a source, sources that no component needs, and sealed ones where nothing opens them. */
export function checkSecrets(
  components: readonly ReadComponent[],
  facts: Facts,
  at: string,
  report: Report,
): void {
  const needed = new Map(
    components.flatMap((component) =>
      component.secrets.map((secret) => [`${component.namespace}/${secret.name}`, { component, secret }]),
    ),
  );
  for (const [key, { component, secret }] of needed) {
    if (facts.secrets[key] !== undefined) continue;
    report({
      at: `${at}.secrets`,
      reason: `secret "${key}" has no source, and ${component.name} needs its keys ${secret.keys.join(', ')} ${secret.why}`,
      next: `write '${key}': { from: 'manual' }, or 'sealed' or 'external'`,
    });
  }
  const opened = components.some((component) => component.provides.includes('sealed-secrets'));
  for (const [key, source] of Object.entries(facts.secrets)) {
    const place = `${at}.secrets.${key}`;
    if (!needed.has(key))
      report({ at: place, reason: 'no component needs this secret', next: suggest(key, needed.keys()) });
    if (source.from !== 'sealed') continue;
    if (!opened)
      report({
        at: place,
        reason: 'is sealed, and no component of the cluster opens sealed secrets',
        next: 'list sealedSecrets()',
      });
    if (!/^secrets\/[^/].*\.ya?ml$/.test(source.file) || source.file.includes('..'))
      report({
        at: `${place}.file`,
        reason: `"${source.file}" is no YAML file under secrets/`,
        next: `write 'secrets/${at}/${key.replace('/', '-')}.yaml'`,
      });
  }
}
