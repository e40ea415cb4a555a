import {
  capability,
  claim,
  claimKind,
  type Component,
  componentLabels,
  declareComponent,
  label,
  parseQuantity,
  planOf,
  pod,
  podLabels,
  type PropsOf,
  resources,
  restrictedContainer,
  valueOf,
  wholeNumber,
} from 'asterism';
import { type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as v from 'valibot';

/** What bells need. */
const ringing = capability({ name: 'ringing', means: 'somebody who rings bells', from: 'list bells()' });

/** The tone of a bell, in hertz. */
export const tones = claimKind({
  name: 'tones',
  shape: v.strictObject({ hertz: v.number() }),
  check: (claims, { report }) => {
    const seen = new Map<number, string>();
    for (const { value, by, at } of claims) {
      const earlier = seen.get(value.hertz);
      if (earlier !== undefined)
        report({ at, reason: `${earlier} has the tone ${value.hertz} as well`, next: 'choose another' });
      seen.set(value.hertz, by);
    }
  },
});

/** Rings what is listed. */
export function bells(): Component {
  return declareComponent({ kind: 'bells', name: 'bells', namespace: 'bells' }, v.strictObject({}), {}, () =>
    planOf({
      provides: [ringing],
      build: (chart) => {
        tower(chart);
      },
    }),
  );
}

function tower(chart: Chart): void {
  const labels = componentLabels({ kind: 'bells', name: 'bells' });
  new k8s.KubeConfigMap(chart, 'tower', { metadata: { name: 'tower', namespace: 'bells', labels } });
}

const bellProps = v.strictObject({
  name: label,
  tone: wholeNumber('a tone in hertz', 20, 20_000),
});

/** A pod that strikes its tone. */
export function bell(props: PropsOf<typeof bellProps>): Component {
  return declareComponent(
    { kind: 'bell', namespace: 'bells' },
    bellProps,
    props,
    ({ tone }, context, self) => {
      const pods = podLabels(self, 'clapper');
      return planOf({
        requires: [{ capability: ringing, why: 'to be heard' }],
        claims: [claim(tones, { hertz: tone }, '.tone')],
        workloads: [{ name: 'clapper', pods, listens: [], connects: [], hostNetwork: false }],
        build: (chart) => {
          const labels = componentLabels(self);
          new k8s.KubeDeployment(chart, 'clapper', {
            metadata: { name: self.name, namespace: self.namespace, labels },
            spec: {
              selector: { matchLabels: pods },
              template: {
                metadata: { labels: { ...labels, ...pods } },
                spec: pod(1000, { containers: [clapper(tone)] }),
              },
            },
          });
        },
      });
    },
  );
}

function clapper(tone: number): k8s.Container {
  const probe = { exec: { command: ['pgrep', 'strike'] } };
  return {
    name: 'clapper',
    image: 'registry.example.com/bell:1.0.0',
    args: ['strike', String(tone)],
    resources: resources({
      cpu: valueOf(parseQuantity('10m')),
      memory: valueOf(parseQuantity('16Mi')),
    }),
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: restrictedContainer,
  };
}
