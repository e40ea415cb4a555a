import { type Component, declareComponent, type PlanContext } from '../../core';
import { k3sPlan } from './k3s';
import { corednsProps, type CorednsProps } from './props';
import { replacePlan } from './replace';
import { readZones } from './zones';

/**
 * The cluster's name server, in which every node and host of the inventory has a name.
 * @example
 * coredns({ mode: 'k3s' })
 * coredns({ mode: 'replace', upstream: ['resolver'] })
 */
export function coredns(props: CorednsProps): Component {
  return declareComponent({ kind: 'coredns' }, corednsProps, props, (settings, context, identity) => {
    const zones = readZones(settings, context);
    switch (settings.mode) {
      case 'k3s':
        checkDistribution(context);
        return k3sPlan(zones);
      case 'replace':
        return replacePlan(identity, settings, zones, context);
    }
  });
}

/** Only the Corefile of k3s imports the ConfigMap `coredns-custom`; elsewhere nothing would read the zones. */
function checkDistribution({ facts: { distribution }, at, report }: PlanContext): void {
  if (distribution.kind !== 'k3s')
    report({
      at: `${at}.mode`,
      reason: `is 'k3s', which adds to the name server of k3s, and the cluster runs ${distribution.title}`,
      next: "write mode: 'replace'",
    });
}
