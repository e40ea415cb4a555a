import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject } from '../../drivers/project-copy';
import type { Claim } from '../../harness';
import type { GatewayWorld } from './world';

export const dhcpClaims: readonly Claim<GatewayWorld>[] = [
  {
    says: 'Kea takes its file, comments and all, and would refuse a lease that is written twice',
    by: 'kea-dhcp4 -t; the same with the MAC address of one node in place of another',
    prove: async ({ scene, folder }) => {
      const file = join(folder, 'kea-dhcp4.conf');
      const { code, stdout, stderr } = await scene.run('kea-dhcp4', ['-t', file], { codes: [0, 1] });
      const complaints = `${stdout}${stderr}`.split('\n').filter((line) => !line.includes(' INFO '));
      if (code !== 0 || /WARN|ERROR/.test(complaints.join())) throw new Error(complaints.join('\n'));
      const text = readFileSync(file, 'utf8');
      const cards = [...text.matchAll(/"hw-address": "(.*?)"/g)].map(([, mac = '']) => mac);
      const [one = '', other] = cards;
      if (other === undefined) throw new Error(`${cards.length} leases, at least 2 were expected`);
      const spoiled = join(scene.folder, 'spoiled.conf');
      writeFileSync(spoiled, text.replace(other, one));
      const refused = await scene.run('kea-dhcp4', ['-t', spoiled], { codes: [0, 1] });
      const said = `${refused.stdout}${refused.stderr}`;
      if (!/duplicate|already/i.test(said)) throw new Error(`with ${one} twice Kea says: ${said}`);
      return `${cards.length} leases`;
    },
  },
  {
    says: "With ISC's server written instead, dhcpd takes the file that ships in place of Kea's",
    by: 'iscDhcpd() in place of kea() in a copy of the project, asterism synth, dhcpd -t',
    prove: async ({ scene, plan, name }) => {
      const project = await copyProject(scene);
      const cluster = plan.facts.name;
      // What is edited by hand other claims see; here it would only keep synth from its work.
      rmSync(join(project.folder, 'dist', cluster), { recursive: true });
      const before = await project.asterism(['synth', '--cluster', cluster]);
      if (before.code !== 0) throw new Error(before.stderr);
      project.replace(`clusters/${cluster}.ts`, '  kea,', '  iscDhcpd,');
      project.replace(`clusters/${cluster}.ts`, '    kea(),', '    iscDhcpd(),');
      const { code, stderr } = await project.asterism(['synth', '--cluster', cluster]);
      if (code !== 0) throw new Error(stderr);
      const shipped = `dist/${cluster}/hosts/${name}`;
      const leases = join(scene.folder, 'dhcpd.leases');
      writeFileSync(leases, '');
      const file = join(project.folder, shipped, 'dhcpd.conf');
      await scene.run('dhcpd', ['-t', '-cf', file, '-lf', leases]);
      const hosts = project.read(`${shipped}/dhcpd.conf`).match(/^\s*host /gm)?.length ?? 0;
      if (existsSync(join(project.folder, shipped, 'kea-dhcp4.conf')))
        throw new Error("Kea's file is still there");
      if (!project.read(`${shipped}/assign-br-pi-ip.service`).includes('Before=dhcpd.service'))
        throw new Error('the bridge does not come before dhcpd');
      return `${hosts} leases`;
    },
  },
];
