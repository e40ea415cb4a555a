import { type DnsWorld, startDnsWorld } from '../../drivers/dns-world';
import { needing, suite } from '../../harness';
import { everyObject } from '../api/object-claims';
import { manifestsRead } from '../yaml';
import { laterService, longAnswers } from './answers';
import { addresses, names } from './names';
import { otherNames, unknownNames } from './outside';
import { reload } from './reload';
import { rights } from './rights';
import { services, writtenNames } from './services';
import { starts } from './starts';

export const coredns = suite<DnsWorld>({
  name: 'coredns',
  title:
    "CoreDNS 1.15 with each cluster's files, its account at a real kube-apiserver, and a name server outside",
  programs: ['kubernetes', 'coredns'],
  tools: ['etcd', 'openssl'],
  memory: 1.2,
  seconds: 50,
  restsOn: [manifestsRead, everyObject],
  start: startDnsWorld,
  claims: [
    rights,
    ...needing([rights], [starts]),
    names,
    addresses,
    ...needing([rights], [services, writtenNames]),
    otherNames,
    ...needing([rights], [longAnswers, unknownNames, laterService]),
    reload,
  ],
});
