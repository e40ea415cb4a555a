import {
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
import { isOfFamily, type Machine } from '../machines';
import type { RunContext } from '../running';
import { folderOf } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { type StagePart, verifyStages } from '../verify/stage';
import { checkForward } from './check-forward.script';
import { checkWayIn } from './check-way-in.script';
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
const isWritten = isOfFamily('rhel');

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
      functions: [checkForward],
      checks: forwards.map(({ port, to }) => shellCall('check_forward', name, String(port), to)),
    },
    {
      name: 'entry',
      phase: 'workloads',
      layer: 'ways in',
      says: 'ports that the gateway passes on are answered',
      functions: [checkWayIn],
      checks: forwards.map(({ port, to }) => shellCall('check_way_in', name, String(port), to)),
    },
  ];
}
