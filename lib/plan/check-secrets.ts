import { type Facts, providersOf } from '../inventory';
import { inWords, type Report, suggest } from '../values';
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
    if (Object.hasOwn(facts.secrets, key)) continue;
    report({
      at: `${at}.secrets.${key}`,
      reason: `this secret has no source, and ${component.name} needs its ${secret.keys.length === 1 ? 'key' : 'keys'} ${inWords(secret.keys)} ${secret.why}`,
      next: `write '${key}': { from: 'manual' }, or from 'sealed' or 'external'`,
    });
  }
  const unopened = providersOf(components, 'sealed secrets').length === 0;
  for (const [key, source] of Object.entries(facts.secrets)) {
    const place = `${at}.secrets.${key}`;
    if (!needed.has(key))
      report({
        at: place,
        reason: 'no component needs this secret',
        next: needed.size === 0 ? 'drop it' : `drop it, or ${suggest(key, needed.keys())}`,
      });
    if (source.from !== 'sealed') continue;
    if (unopened)
      report({
        at: place,
        reason: 'is sealed, and no component of the cluster opens sealed secrets',
        next: 'list a component that opens them',
      });
    if (!/^secrets\/[^/].*\.ya?ml$/.test(source.file) || source.file.includes('..'))
      report({
        at: `${place}.file`,
        reason: `"${source.file}" is no YAML file under secrets/`,
        next: `write 'secrets/${at}/${key.replace('/', '-')}.yaml'`,
      });
  }
}
