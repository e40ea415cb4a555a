import {
  claim,
  declareProgram,
  endpointChecks,
  type HostProgram,
  hostPorts,
  programChecks,
  type ProgramContext,
} from '../../inventory';
import { machineFiles } from '../machine-file';
import { isOurs, type Machine } from '../machines';
import { nixosModules } from '../nixos/claim';
import type { RunContext } from '../running';
import { deployCommands, folderOf, keepBackup, scp, ssh } from '../runbook/commands';
import { backups, runbookSteps, type Step } from '../runbook/step';
import { verifyStages } from '../verify/stage';
import { postgresqlServers } from './claim';
import { checkEndpoint, postgresqlName } from './endpoint';
import { postgresqlFiles } from './files';
import { passwordFolder, postgresqlModule } from './nixos-module';
import { type PostgresqlProps, postgresqlProps, type PostgresqlSettings } from './props';
import { databaseStage } from './stage';

/**
 * A PostgreSQL server on a host: its databases, the role that owns each, and who may log in. Components reach it by
 * `postgresqlOn(host, { database, user })`.
 * @example
 * postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })
 */
export function postgresql(props: PostgresqlProps): HostProgram {
  return declareProgram({ name: postgresqlName, title: 'PostgreSQL' }, postgresqlProps, props, (settings) => [
    claim(postgresqlServers, settings),
    claim(hostPorts, () => [{ what: 'PostgreSQL', port: settings.port, transport: 'tcp' }], '.port'),
    claim(programChecks, (context) => {
      checkDatabases(settings, context);
    }),
    claim(endpointChecks, (endpoint, context) => {
      checkEndpoint(settings, endpoint, context);
    }),
    claim(machineFiles, (context) => postgresqlFiles(settings, context)),
    claim(nixosModules, (_, { model }) => [
      { path: 'postgresql.nix', text: postgresqlModule(settings, model.plan.facts) },
    ]),
    claim(runbookSteps, (context) =>
      context.machines.map((machine) => databaseStep(settings, machine, context)),
    ),
    claim(backups, ({ model, machines }) =>
      machines.filter(isOurs).map((machine) => ({
        commands: settings.databases.map(({ name }) =>
          keepBackup(
            ssh(machine, `"runuser -u postgres -- pg_dump -Fc ${name}"`),
            `../${model.plan.facts.name}-${name}.dump`,
          ),
        ),
      })),
    ),
    claim(verifyStages, ({ machines, model }) =>
      databaseStage(settings, machines, model.plan.facts.distribution),
    ),
  ]);
}

/** Reports databases that are listed twice. */
function checkDatabases({ databases }: PostgresqlSettings, { at, report }: ProgramContext): void {
  const names = databases.map(({ name }) => name);
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      report({
        at: `${at}.databases[${index}]`,
        reason: `database "${name}" is listed twice`,
        next: 'remove one',
      });
  });
}

function databaseStep({ databases }: PostgresqlSettings, machine: Machine, context: RunContext): Step {
  const { facts } = context.model.plan;
  const folder = `${folderOf(facts)}/${machine.name}`;
  const deploy = deployCommands(machine, context);
  const owners = [...new Set(databases.map(({ owner }) => owner))];
  return {
    phase: 'data',
    title: `PostgreSQL on ${machine.name}`,
    why: `Databases, their owners and who may log in come from ${folder}. The repository contains no passwords. Each password is in a file on the machine, for which the first commands ask unless it is there (end the input with Ctrl-D), and in a Secret of the cluster (apps/${facts.name}/bootstrap/README.md).`,
    commands: [
      ...owners.map((owner) => ssh(machine, askPassword(`${passwordFolder}/${owner}`))),
      ...(deploy === undefined
        ? [
            ssh(machine, 'mkdir -p postgresql'),
            scp(machine, [`${folder}/*`], 'postgresql/'),
            ssh(machine, 'sh postgresql/postgresql.sh'),
          ]
        : [...deploy, ssh(machine, 'reboot')]),
    ],
    check: ['database'],
    trouble: [
      'The checks from the nodes fail until the nodes run; repeat them then.',
      `\`permission denied for schema public\`: the role does not own the database. Run ${deploy === undefined ? '`sh postgresql/postgresql.sh`' : '`systemctl restart postgresql-databases`'} on the machine, which runs init.sql.`,
      ...(deploy === undefined
        ? [
            `${machine.name} answers itself and not the nodes: a firewall of its own is in the way. On an Enterprise Linux: \`firewall-cmd --permanent --add-service=postgresql; firewall-cmd --reload\`; pg_hba.conf still lets only the nodes log in.`,
          ]
        : []),
    ],
  };
}

/** Keeps what comes on standard input, unless there is a password already. */
function askPassword(file: string): string {
  return `'umask 077; mkdir -p ${passwordFolder}; test -s ${file} || cat > ${file}'`;
}
