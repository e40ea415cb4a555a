import * as v from 'valibot';
import { apiBalancers, claim, declareProgram, type HostProgram, hostPorts, serversOf } from '../../inventory';
import { apiPort } from '../../network';
import { filledScript, inDoubleQuotes } from '../../values';
import { machineFiles, under } from '../machine-file';
import { isOfFamily, type Machine } from '../machines';
import { nodeGuideOf } from '../node-guide';
import type { RunContext } from '../running';
import { folderOf, scp, ssh } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { serviceUnits } from '../unit';
import { shellCall } from '../verify/call';
import { checkUnit } from '../verify/check-unit.script';
import { type StagePart, verifyStages } from '../verify/stage';
import { haproxyConfig, haproxyFolderConfig } from './config';
import { checkBalancer } from './check-balancer.script';
import { selinuxScript } from './selinux';

/**
 * HAProxy in front of the API servers, on the API's port of every card.
 * @example
 * haproxy()
 */
export function haproxy(): HostProgram {
  return declareProgram({ name: 'haproxy', title: 'HAProxy' }, v.strictObject({}), {}, () => [
    claim(apiBalancers, {}),
    claim(hostPorts, ({ api }) => [{ what: 'HAProxy', port: api.port, transport: 'tcp' }]),
    claim(serviceUnits, { unit: 'haproxy', what: 'HAProxy', layer: 'relays' }),
    claim(machineFiles, ({ model, machines }) =>
      written(machines).flatMap(({ name }) =>
        under(name, [
          { path: 'haproxy.cfg', text: haproxyConfig(model.plan.facts) },
          { path: 'tmpfiles.d/haproxy.conf', text: haproxyFolderConfig(model.plan.facts) },
          { path: 'selinux.sh', text: selinuxScript(model.plan.facts) },
        ]),
      ),
    ),
    claim(setUpParts, balancerParts),
    claim(verifyStages, balancerStages),
  ]);
}

/** The machines for which files are written: those that run an Enterprise Linux. */
function written(machines: readonly Machine[]): readonly Machine[] {
  return machines.filter(isOfFamily('rhel'));
}

function balancerParts({ model, machines }: RunContext): readonly SetUpPart[] {
  return written(machines).map((machine) => {
    const folder = `${folderOf(model.plan.facts)}/${machine.name}`;
    return {
      machine,
      layer: 'relays',
      sets: ['SELinux', 'balancer'],
      // semanage is in the second one.
      packages: ['haproxy', 'policycoreutils-python-utils'],
      commands: [
        "# HAProxy's files, then what SELinux has to allow for them, then HAProxy itself.",
        scp(machine, [`${folder}/haproxy.cfg`], '/etc/haproxy/'),
        scp(machine, [`${folder}/tmpfiles.d/*`], '/etc/tmpfiles.d/'),
        scp(machine, [`${folder}/selinux.sh`], ''),
        ssh(machine, 'sh selinux.sh'),
        ssh(
          machine,
          '"haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl enable haproxy && systemctl reload-or-restart haproxy"',
        ),
      ],
      check: ['gateway'],
    };
  });
}

function balancerStages({ model, machines }: RunContext): readonly StagePart[] {
  const { facts } = model.plan;
  const { server, serverLog, certificate } = nodeGuideOf(facts).words;
  const functions = filledScript(checkBalancer, {
    server: inDoubleQuotes(server),
    server_log: inDoubleQuotes(serverLog),
    certificate: inDoubleQuotes(certificate),
    port: apiPort,
  });
  return written(machines).flatMap(({ name }): readonly StagePart[] => [
    {
      name: 'gateway',
      phase: 'networks',
      layer: 'relays',
      says: 'the balancer runs',
      functions: [checkUnit],
      checks: [shellCall('check_unit', name, 'haproxy')],
    },
    // It can be ok only once the servers run, and the gateway is set up before them.
    {
      name: 'balancer',
      phase: 'networks',
      layer: 'relays',
      says: 'the balancer reaches every server, and the API answers through it',
      functions: [functions],
      checks: [
        ...serversOf(facts).map((server) => shellCall('check_backend', name, server.name)),
        shellCall('check_balancer', `${facts.api.address}:${facts.api.port}`),
      ],
    },
  ]);
}
