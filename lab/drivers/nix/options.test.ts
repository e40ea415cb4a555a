import { optionMistakes } from './options';

test.each([
  [{ networking: { hostName: 'ada', useNetworkd: true } }, []],
  [{ environment: { etc: { 'resolv.conf': { text: 'nameserver 192.0.2.53\n' } } } }, []],
  [{ networking: { hostNaem: 'ada' } }, ['NixOS has no option networking.hostNaem']],
  [
    { services: { k3s: { extraFlags: '--debug' } } },
    ['services.k3s.extraFlags: expected texts, found "--debug"'],
  ],
  [
    { systemd: { services: { web: { serviceConfig: { Typ: 'oneshot' } } } } },
    ['NixOS has no option systemd.services.web.serviceConfig.Typ'],
  ],
])('%j', (machine, expected) => {
  expect(optionMistakes(machine)).toEqual(expected);
});
