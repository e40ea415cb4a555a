import type { k8s } from 'cdk8s-plus-28';
import type { PodSecurity } from '../component';
import { demo, deployment, foundBy, soundContainer } from '../testing/findings';
import { podSecurity } from './pod-security';

/** What the rule finds in pods with these settings, in a namespace of this level. */
const found = (level: PodSecurity, spec: Partial<k8s.PodSpec>) =>
  foundBy(
    podSecurity,
    demo(
      (chart) => {
        deployment(chart, spec);
      },
      { podSecurity: level },
    ),
  );
const web = (fields: Partial<k8s.Container>) => ({ containers: [{ ...soundContainer, ...fields }] });
const secured = (context: k8s.SecurityContext) =>
  web({ securityContext: { ...soundContainer.securityContext, ...context } });
const pod = (context: k8s.PodSecurityContext) => ({
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...context },
});

test('pods that need nothing pass every level', () => {
  for (const level of ['restricted', 'baseline', 'privileged'] as const) expect(found(level, {})).toEqual([]);
});

/** Settings that the level refuses, and the place that a message names. */
const refused: readonly (readonly ['baseline' | 'restricted', string, Partial<k8s.PodSpec>])[] = [
  ['baseline', 'spec.hostNetwork', { hostNetwork: true }],
  ['baseline', 'spec.hostPID', { hostPid: true }],
  ['baseline', 'spec.hostIPC', { hostIpc: true }],
  ['baseline', 'spec.volumes.data', { volumes: [{ name: 'data', hostPath: { path: '/' } }] }],
  ['baseline', 'spec.securityContext.sysctls', pod({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] })],
  ['baseline', 'spec.containers.web.ports', web({ ports: [{ containerPort: 80, hostPort: 80 }] })],
  ['baseline', 'spec.containers.web.securityContext.privileged', secured({ privileged: true })],
  ['baseline', 'spec.containers.web.securityContext.procMount', secured({ procMount: 'Unmasked' })],
  [
    'baseline',
    'spec.containers.web.securityContext.capabilities.add',
    secured({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
  ],
  [
    'baseline',
    'spec.containers.web.securityContext.seccompProfile',
    secured({ seccompProfile: { type: 'Unconfined' } }),
  ],
  [
    'baseline',
    'spec.containers.web.securityContext.seLinuxOptions',
    secured({ seLinuxOptions: { type: 'spc_t' } }),
  ],
  [
    'baseline',
    'spec.containers.web.securityContext.windowsOptions',
    secured({ windowsOptions: { hostProcess: true } }),
  ],
  [
    'baseline',
    'spec.initContainers.first.securityContext.privileged',
    {
      initContainers: [
        {
          ...soundContainer,
          name: 'first',
          securityContext: { ...soundContainer.securityContext, privileged: true },
        },
      ],
    },
  ],
  [
    'restricted',
    'spec.containers.web.securityContext.allowPrivilegeEscalation',
    secured({ allowPrivilegeEscalation: true }),
  ],
  ['restricted', 'spec.containers.web.securityContext.capabilities.drop', secured({ capabilities: {} })],
  [
    'restricted',
    'spec.containers.web.securityContext.capabilities.add',
    secured({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  ],
  ['restricted', 'spec.containers.web.securityContext.runAsNonRoot', pod({ runAsNonRoot: false })],
  ['restricted', 'spec.containers.web.securityContext.runAsUser', pod({ runAsUser: 0 })],
  [
    'restricted',
    'spec.containers.web.securityContext.seccompProfile',
    { securityContext: { runAsNonRoot: true } },
  ],
  ['restricted', 'spec.volumes.data', { volumes: [{ name: 'data', nfs: { server: 'a', path: '/' } }] }],
];

test.each(refused)('level %s refuses %s', (level, place, spec) => {
  const messages = found(level, spec);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(
    new RegExp(`^dist/small/demo/deployment-web\\.yaml: spec\\.template\\.${place.replaceAll('.', '\\.')}: `),
  );
  expect(messages[0]).toContain(`namespace demo enforces level ${level}`);
  expect(found('restricted', spec)).toHaveLength(1);
  expect(found('privileged', spec)).toEqual([]);
  if (level === 'restricted') expect(found('baseline', spec)).toEqual([]);
});

test('what a level permits passes', () => {
  expect(
    found('restricted', secured({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })),
  ).toEqual([]);
  expect(found('restricted', pod({ seccompProfile: { type: 'Localhost', localhostProfile: 'a' } }))).toEqual(
    [],
  );
  expect(
    found('restricted', pod({ sysctls: [{ name: 'net.ipv4.ping_group_range', value: '0 1' }] })),
  ).toEqual([]);
  expect(
    found('restricted', {
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', configMap: { name: 'c' } },
      ],
    }),
  ).toEqual([]);
  expect(found('baseline', secured({ capabilities: { add: ['CHOWN'] } }))).toEqual([]);
  // A container may say for itself what its pod does not.
  expect(
    found('restricted', {
      securityContext: {},
      ...secured({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
    }),
  ).toEqual([]);
});
