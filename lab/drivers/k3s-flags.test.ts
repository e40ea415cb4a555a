import { k3sFlagMistake } from './k3s-flags';

test.each([
  ['node-label', ['a=b', 'c=d'], 'agent', undefined],
  ['node-ip', '192.0.2.11', 'agent', undefined],
  ['cluster-init', true, 'server', undefined],
  ['cluster-init', true, 'agent', 'k3s agent has no flag cluster-init'],
  ['node-lable', 'a=b', 'server', 'k3s server has no flag node-lable'],
  ['node-name', ['ada', 'bob'], 'server', 'k3s server: node-name takes one value, found ["ada","bob"]'],
  ['disable-kube-proxy', 'yes', 'server', 'k3s server: disable-kube-proxy takes true or false, found "yes"'],
  ['tls-san', true, 'server', 'k3s server: tls-san takes a value or a list, found true'],
] as const)('%s with %j on a %s', (name, value, role, expected) => {
  expect(k3sFlagMistake(name, value, role)).toBe(expected);
});
