import {
  balancesApi,
  claim,
  declareProgram,
  gatewayOf,
  gateways,
  gatewayShape,
  type HostProgram,
  type SettingsOf,
} from '../../inventory';
import { shellCall } from '../verify/call';
import { machineFiles } from '../machine-file';
import type { Machine } from '../machines';
import type { RunContext } from '../running';
import { folderOf } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { type StagePart, verifyStages } from '../verify/stage';
import { routerPage } from './router';

export type GatewayProps = SettingsOf<typeof gatewayShape>;

/**
 * The way out of a network: what leaves by it has the host's address on the other side, and ports may be passed on to addresses
 * inside.
 * @example
 * gateway({ outside: 'uplink', inside: 'nodes', forwards: [{ port: 443, to: '192.0.2.240' }] })
 */
export function gateway(props: GatewayProps): HostProgram {
  return declareProgram({ name: 'gateway', title: 'the gateway' }, gatewayShape, props, (settings) => [
    claim(gateways, settings),
    claim(machineFiles, ({ model, machines }) =>
      machines.filter(isWritten).flatMap(({ name, host }) => {
        const way = host && gatewayOf(host);
        return host === undefined || way === undefined
          ? []
          : [{ path: `${name}/ROUTER.md`, text: routerPage(host, way, model.plan.facts) }];
      }),
    ),
    claim(setUpParts, gatewayParts),
    claim(verifyStages, ({ machines }) => machines.flatMap(forwardPart)),
  ]);
}

/** Whether the files of a gateway are written: those of an Enterprise Linux are. */
function isWritten({ host }: Machine): boolean {
  return host?.system === 'enterprise-linux';
}

function gatewayParts({ model, machines }: RunContext): readonly SetUpPart[] {
  const folder = folderOf(model.plan.facts);
  return machines.filter(isWritten).map((machine) => ({
    machine,
    layer: 'outside',
    sets: [],
    commands: [],
    frame: {
      title: `The gateway ${machine.name}`,
      before: `First configure the router in front of it by hand: ${folder}/${machine.name}/ROUTER.md.`,
      after: `${machine.name} has no standby: while it is down, no node reaches the outside, and the API cannot be reached through it.`,
    },
    check: ['gateway'],
    trouble:
      machine.host !== undefined && balancesApi(machine.host)
        ? ['The checks of the API and of the balancer fail until the servers run; repeat them then.']
        : [],
  }));
}

function forwardPart(machine: Machine): readonly StagePart[] {
  const { name, host } = machine;
  const forwards = host === undefined || !isWritten(machine) ? [] : (gatewayOf(host)?.forwards ?? []);
  if (forwards.length === 0) return [];
  return [
    {
      name: 'gateway',
      phase: 'networks',
      layer: 'ways in',
      says: 'ports are passed on',
      functions: [forwardFunctions],
      checks: forwards.map(({ port, to }) => shellCall('check_forward', name, String(port), to)),
    },
  ];
}

const forwardFunctions = `forwards() {
  on "$1" 'firewall-cmd --zone=public --list-forward-ports' >"$scratch/forwards" || return 1
  cat "$scratch/forwards"
  grep -q "port=$2:proto=tcp:.*toaddr=$3" "$scratch/forwards"
}

check_forward() {
  check "$1 passes port $2 on to $3" \\
    "its firewall is not the one in $1/firewalld" \\
    "RUNBOOK.md, Apply a firewall" \\
    forwards "$1" "$2" "$3"
  check "$3:$2 answers $1" \\
    "nothing serves the load balancer's address yet, or no node announces it" \\
    "kubectl get services -A; kubectl get gateways,ingresses -A" \\
    on "$1" "$(opens "$3" "$2")"
}`;
