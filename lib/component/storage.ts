import * as v from 'valibot';
import { type ClaimContext, type Claimed, claimKind, claimsOf } from '../inventory';
import { dnsName, inWords, labels, line, shown } from '../values';

/** How many may mount a volume. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
export const accessModes = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany'] as const;

/** When a claim gets its volume. https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode */
const bindingModes = ['Immediate', 'WaitForFirstConsumer'] as const;

/** A storage class as a person states it, of what asterism does not make itself. */
export const statedStorageClass = v.strictObject({
  /** Its name: `standard`. */
  name: dnsName,
  /** Whether it serves volume claims that name no class. @default false */
  isDefault: v.exactOptional(v.boolean(), false),
  /** How many may mount its volumes: `ReadWriteOnce`, `ReadWriteMany`. @default not known, so that all are taken */
  access: v.exactOptional(v.array(v.picklist(accessModes))),
  /**
   * When a claim gets its volume: at once, or when its first pod has a node, until when the claim is Pending.
   * @default not known
   */
  binding: v.exactOptional(v.picklist(bindingModes)),
  /** Labels of the nodes that can mount its volumes. @default every node */
  nodes: v.exactOptional(labels),
});

/** A storage class that something in the cluster provides. */
export const storageClasses = claimKind({
  name: 'storageClasses',
  shape: v.strictObject({
    name: line(253),
    /** Whether it serves volume claims that name no class. */
    isDefault: v.boolean(),
    /** How it stops being the default: `add 'local-storage' to disable in k3s({ … })`. @default not known */
    otherwise: v.exactOptional(line(500)),
    /**
     * When a claim gets its volume: at once, or when its first pod has a node. @default not known
     */
    binding: v.exactOptional(v.picklist(bindingModes)),
    /** Labels of the nodes that can mount its volumes. @default every node */
    nodes: v.exactOptional(labels),
    /** How many may mount its volumes. @default not known */
    access: v.exactOptional(v.array(v.picklist(accessModes))),
  }),
  check: (claims, { facts, report }) => {
    const [first, second] = claims.filter(({ value }) => value.isDefault);
    if (first !== undefined && second !== undefined)
      report({
        at: second.at,
        reason: `${shown(first.value.name)} of ${first.by} and ${shown(second.value.name)} are both the default storage class, and Kubernetes takes the newer one`,
        next: ['let one of them be the default', ...waysOut([first.value, second.value])].join(': '),
      });
    for (const { value, at } of claims)
      if (value.nodes !== undefined && !facts.nodes.some((node) => hasLabels(node.labels, value.nodes ?? {})))
        report({
          at,
          reason: `no node can mount volumes of storage class ${shown(value.name)}: no node has ${labelText(value.nodes)}`,
          next: `label a node in ${facts.name}.nodes, or drop the class`,
        });
  },
});

/** How one of two classes stops being the default. */
function waysOut(classes: readonly { readonly otherwise?: string | undefined }[]): readonly string[] {
  const ways = classes.flatMap(({ otherwise }) => otherwise ?? []);
  return ways.length === 0 ? [] : [inWords(ways, 'or')];
}

/** A volume that a component claims, held against the storage classes and the nodes of the cluster. */
export const volumeClaims = claimKind({
  name: 'volumeClaims',
  shape: v.strictObject({
    /** Storage class. @default the default class of the cluster */
    storageClass: v.exactOptional(line(253)),
    /** Labels of the nodes on which its pods run. @default any node */
    nodes: v.exactOptional(labels),
    /** How many mount it. @default not known */
    access: v.exactOptional(v.picklist(accessModes)),
  }),
  check: (claims, context) => {
    for (const claimed of claims) checkVolume(claimed, context);
  },
});

/** Pods that run on some nodes only: at least one node has all these labels. */
export const nodePlacements = claimKind({
  name: 'nodePlacements',
  shape: labels,
  check: (claims, { facts, report }) => {
    for (const { value, at } of claims)
      if (!facts.nodes.some((node) => hasLabels(node.labels, value)))
        report({
          at,
          reason: `no node has ${labelText(value)}`,
          next: `label a node in ${facts.name}.nodes, or choose other labels`,
        });
  },
});

/** Who provides the storage classes of a cluster. @returns for a volume the name of what serves it */
export function storageProviders(cluster: {
  readonly claims: readonly Claimed[];
}): (volume: v.InferOutput<(typeof volumeClaims)['shape']>) => string | undefined {
  const classes = claimsOf(cluster, storageClasses);
  const byName = new Map(classes.map(({ value, by }) => [value.name, by]));
  const byDefault = classes.find(({ value }) => value.isDefault)?.by;
  return ({ storageClass }) => (storageClass === undefined ? byDefault : byName.get(storageClass));
}

function checkVolume(
  { value, at }: Claimed<v.InferOutput<(typeof volumeClaims)['shape']>>,
  context: ClaimContext,
): void {
  const { report, facts } = context;
  const classes = claimsOf(context, storageClasses).map((claimed) => claimed.value);
  const names = classes.map(({ name }) => shown(name));
  const wanted = value.storageClass;
  const found = classes.find(({ name, isDefault }) => (wanted === undefined ? isDefault : name === wanted));
  if (found === undefined) {
    report(
      wanted === undefined
        ? {
            at,
            reason: 'names no storage class, and the cluster has no default one',
            next: names.length === 0 ? 'list what provides storage' : `write ${inWords(names, 'or')}`,
          }
        : {
            at: `${at}.storageClass`,
            reason: `no component and no distribution provides storage class ${shown(wanted)}`,
            next: names.length === 0 ? 'list what provides it' : `expected ${inWords(names, 'or')}`,
          },
    );
    return;
  }
  if (value.access !== undefined && found.access?.includes(value.access) === false)
    report({
      at: `${at}.access`,
      reason: `storage class ${shown(found.name)} has no volumes with ${value.access}`,
      next: `expected ${inWords(found.access, 'or')}, or another storage class`,
    });
  const both = { ...value.nodes, ...found.nodes };
  const fits = facts.nodes.some(
    ({ labels: own }) => hasLabels(own, value.nodes ?? {}) && hasLabels(own, found.nodes ?? {}),
  );
  if (!fits && found.nodes !== undefined) {
    report({
      at,
      reason: `no node that can mount volumes of ${shown(found.name)} has ${labelText(both)}`,
      next: `choose nodes with ${labelText(found.nodes)}, or another storage class`,
    });
    return;
  }
  const elsewhere = facts.nodes.find(
    ({ labels: own }) => hasLabels(own, found.nodes ?? {}) && !hasLabels(own, value.nodes ?? {}),
  );
  if (found.binding === 'Immediate' && found.nodes !== undefined && elsewhere !== undefined)
    report({
      at,
      reason: `its pods cannot run on ${elsewhere.name}, and storage class ${shown(found.name)} may make the volume there: it binds Immediate, before the pods have a node`,
      next: 'choose a class with WaitForFirstConsumer: its claims are Pending until their pod is scheduled, which is normal, and get a volume where the pod is',
    });
}

function hasLabels(own: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => own[key] === value);
}

function labelText(wanted: Readonly<Record<string, string>>): string {
  return inWords(Object.entries(wanted).map(([key, value]) => `${key}=${value}`));
}
