import { isRecord, parseQuantity, quantityValue } from '../values';
import type { Finding, CheckRule } from './finding';
import { placeIn } from './pods';
import type { View } from './view';

/** The API server refuses what is not a quantity, and rewrites what is not in its form: OutOfSync for ever. */
export const quantities: CheckRule = {
  id: 'quantities',
  why: 'quantities are valid, in the form in which they are stored, and no limit is below its request',
  check: (view) => [...inPods(view), ...inStorage(view)],
};

function inPods(view: View): readonly Finding[] {
  return view.pods.flatMap((pods) => {
    const volumes = pods.spec['volumes'];
    const scratch = Array.isArray(volumes)
      ? volumes.flatMap((volume: unknown) => {
          const emptyDir = isRecord(volume) ? volume['emptyDir'] : undefined;
          const size = isRecord(emptyDir) ? emptyDir['sizeLimit'] : undefined;
          if (!isRecord(volume) || size === undefined) return [];
          const at = placeIn(pods.at, `spec.volumes.${String(volume['name'])}.emptyDir`);
          return inMap({ sizeLimit: size }, `${pods.shipped.path}: ${at}`);
        })
      : [];
    const containers = pods.containers.flatMap(({ at, container }) =>
      inResources(container['resources'], `${pods.shipped.path}: ${at}.resources`),
    );
    return [
      ...containers,
      ...inResources(pods.spec['resources'], `${pods.shipped.path}: ${placeIn(pods.at, 'spec.resources')}`),
      ...scratch,
    ];
  });
}

function inStorage(view: View): readonly Finding[] {
  const claims = [
    ...view
      .ofKind('v1', 'PersistentVolumeClaim')
      .map(({ path, object }) => ({ at: `${path}: spec`, claim: object['spec'] })),
    ...view.ofKind('apps/v1', 'StatefulSet').flatMap(({ path, object: { spec } }) => {
      const templates = isRecord(spec) ? spec['volumeClaimTemplates'] : undefined;
      return Array.isArray(templates)
        ? templates.map((template: unknown, index) => ({
            at: `${path}: spec.volumeClaimTemplates[${index}].spec`,
            claim: isRecord(template) ? template['spec'] : undefined,
          }))
        : [];
    }),
  ];
  return [
    ...claims.flatMap(({ at, claim }) =>
      isRecord(claim) ? inResources(claim['resources'], `${at}.resources`) : [],
    ),
    ...view
      .ofKind('v1', 'PersistentVolume')
      .flatMap(({ path, object: { spec } }) =>
        isRecord(spec) ? inMap(spec['capacity'], `${path}: spec.capacity`) : [],
      ),
    ...view
      .ofKind('v1', 'ResourceQuota')
      .flatMap(({ path, object: { spec } }) =>
        isRecord(spec) ? inMap(spec['hard'], `${path}: spec.hard`) : [],
      ),
  ];
}

function inResources(resources: unknown, at: string): readonly Finding[] {
  if (!isRecord(resources)) return [];
  const { requests, limits } = resources;
  const findings = [...inMap(requests, `${at}.requests`), ...inMap(limits, `${at}.limits`)];
  if (!isRecord(requests) || !isRecord(limits)) return findings;
  for (const [name, limit] of Object.entries(limits)) {
    const request = requests[name];
    if (request !== undefined && valueOf(limit) < valueOf(request))
      findings.push({
        rule: quantities.id,
        at: `${at}.limits.${name}`,
        reason: `the limit ${textOf(limit)} is below the request ${textOf(request)}, and the API server refuses that`,
        next: `write ${textOf(request)} or more, or ask for less`,
      });
  }
  return findings;
}

function inMap(map: unknown, at: string): Finding[] {
  if (!isRecord(map)) return [];
  return Object.entries(map).flatMap(([name, written]) => {
    const parsed = parseQuantity(textOf(written));
    return 'value' in parsed ? [] : [{ rule: quantities.id, at: `${at}.${name}`, ...parsed.refused }];
  });
}

/** What cannot be read has no value, and is neither above nor below another. */
function valueOf(written: unknown): number {
  const parsed = parseQuantity(textOf(written));
  return 'value' in parsed ? quantityValue(parsed.value) : Number.NaN;
}

/** The API server takes a number as well, and stores the text of it. */
function textOf(written: unknown): string {
  return typeof written === 'string' ? written : typeof written === 'number' ? String(written) : '';
}
