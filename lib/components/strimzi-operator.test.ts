import { planFrom, read } from '../testing/facts';
import { strimziOperator } from './strimzi-operator';

test("the chart's CPU limit 1000m is not canonical and would be OutOfSync for ever, so it is written as 1", () => {
  expect(planFrom(strimziOperator()).upstream).toMatchObject({
    values: { resources: { limits: { cpu: '1' } } },
  });
});

test('the pods that it makes fit into a restricted namespace', () => {
  expect(planFrom(strimziOperator()).upstream).toMatchObject({
    values: { extraEnvs: [{ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' }] },
  });
});

test('its definitions are over 256 KiB and need server-side apply', () => {
  expect(planFrom(strimziOperator()).upstream).toMatchObject({ serverSideApply: true });
});

test('it may bind its rights in each namespace that it watches, and make nothing else there', () => {
  const { upstream } = planFrom(strimziOperator({ watchNamespaces: ['kafka', 'audit'] }));
  const elsewhere = upstream?.creates.filter(
    ({ namespace }) => namespace !== undefined && namespace !== 'strimzi',
  );
  expect(elsewhere).toEqual(
    ['kafka', 'audit'].map((namespace) => ({
      group: 'rbac.authorization.k8s.io',
      kind: 'RoleBinding',
      namespace,
    })),
  );
});

test("policies that the operator would make let everybody in to the clients' port, so it makes none", () => {
  expect(planFrom(strimziOperator()).upstream).toMatchObject({ values: { generateNetworkPolicy: false } });
});

test('refuses a namespace that is watched already', () => {
  const place = 'small.components.strimzi-operator.watchNamespaces';
  const twice = 'is watched already, and the chart would make its rights there twice; take it out';
  expect(read(strimziOperator({ watchNamespaces: ['strimzi', 'kafka', 'kafka'] })).messages).toEqual([
    `${place}[0]: "strimzi" ${twice}`,
    `${place}[2]: "kafka" ${twice}`,
  ]);
});
