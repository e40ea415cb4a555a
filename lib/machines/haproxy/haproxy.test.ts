import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changed, gatePrograms } from '../../plan/fixtures/base';
import { gatewayFile, pis } from '../../testing/gateway';

test('it listens on the port of the API and has every server behind it, on the port where that answers', () => {
  const text = gatewayFile('haproxy.cfg', gatePrograms(), changed('api', { host: 'gate', port: 8443 }, pis));
  expect(text).toContain('\n  bind *:8443\n');
  expect(text.match(/^ {2}server .*$/gm)).toEqual(['  server ada 192.0.2.11:6443']);
});

test('every time-out that a TCP proxy has is set', () => {
  const names = [...gatewayFile('haproxy.cfg').matchAll(/^ {2}timeout (\S+) \d/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual([
    'check',
    'client',
    'client-fin',
    'connect',
    'queue',
    'server',
    'server-fin',
    'tunnel',
  ]);
});

test('the commands for SELinux succeed at the second run as at the first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-selinux-'));
  const stand = (name: string, lines: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  // As semanage does: what is there cannot be added, and only what is there can be changed.
  stand(
    'semanage',
    `for last; do :; done; key=$(printf %s "$1 $last" | tr -c 'a-z0-9\\n' _)
case $2 in --add) [ ! -e "${folder}/$key" ] && : >"${folder}/$key" ;; --modify) [ -e "${folder}/$key" ] ;; esac || exit 1
echo "$*" >>${folder}/calls`,
  );
  for (const name of ['systemd-tmpfiles', 'restorecon']) stand(name, `echo "${name} $*" >>${folder}/calls`);
  writeFileSync(join(folder, 'selinux.sh'), gatewayFile('selinux.sh'));
  try {
    const run = () =>
      spawnSync('sh', [join(folder, 'selinux.sh')], { env: { PATH: `${folder}:/usr/bin:/bin` } }).status;
    expect([run(), run()]).toEqual([0, 0]);
    expect(readFileSync(join(folder, 'calls'), 'utf8').split('\n')).toEqual([
      'port --add --type http_port_t --proto tcp 6443',
      'fcontext --add --type haproxy_var_run_t /var/run/haproxy(/.*)?',
      'systemd-tmpfiles --create /etc/tmpfiles.d/haproxy.conf',
      'restorecon -R /var/run/haproxy',
      'port --modify --type http_port_t --proto tcp 6443',
      'fcontext --modify --type haproxy_var_run_t /var/run/haproxy(/.*)?',
      'systemd-tmpfiles --create /etc/tmpfiles.d/haproxy.conf',
      'restorecon -R /var/run/haproxy',
      '',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
