import { isOwnNamespace, parseLabel, type Report, shown, suggest } from '../../core';
import { checkImages, type ProblemAt } from './check-images';
import { filesName, type Identity } from './identity';
import { ownVolumes } from './pod';
import type { AppSettings } from './props';
import { probedBy } from './probes';
import { type AppPort, exposedPorts, portsOf } from './service';

/** Reports what does not hold between the settings of an app. */
export function checkApp(about: Identity, app: AppSettings, at: string, report: Report): void {
  const problem = (place: string, reason: string, next: string): void => {
    report({ at: `${at}${place}`, reason, next });
  };
  checkPlace(about, app, problem);
  checkPorts(app, problem);
  checkProbes(app, problem);
  checkExposure(app, problem);
  checkRuns(app, problem);
  checkContainers(about, app, problem);
  checkVolumes(about, app, problem);
  checkImages(app, problem);
}

/** A controller adds a dash and ten characters to a name in the label `controller-revision-hash`, which takes 63 characters. */
const longestStatefulSet = 52;

function checkPlace({ name, namespace }: Identity, { volumes }: AppSettings, problem: ProblemAt): void {
  if (!isOwnNamespace(namespace))
    problem(
      '.namespace',
      `Kubernetes makes ${namespace} itself, and asterism puts no network policies there, so the app would be open to all`,
      'choose a namespace of its own',
    );
  const hasReplicas = volumes.some((volume) => volume.kind === 'claim' && volume.eachReplica);
  if (hasReplicas && name.length > longestStatefulSet)
    problem(
      '.name',
      `its StatefulSet would have ${name.length} characters, and Kubernetes makes no pods with more than ${longestStatefulSet}`,
      'choose a shorter name',
    );
}

function checkPorts(app: AppSettings, problem: ProblemAt): void {
  const ports = portsOf(app);
  const containers = [app.name, ...app.sidecars.map(({ name }) => name)];
  for (const { name, container } of ports)
    if (!containers.includes(container))
      problem(
        `.ports.${name}.container`,
        `no sidecar is named ${shown(container)}`,
        suggest(container, containers),
      );
  for (const [index, one] of ports.entries())
    for (const earlier of ports.slice(0, index)) {
      if (one.transport !== earlier.transport) continue;
      if (one.port === earlier.port)
        problem(
          `.ports.${one.name}`,
          `port ${one.port} is port ${shown(earlier.name)} as well`,
          'keep one of them',
        );
      else if (one.service === earlier.service)
        problem(
          `.ports.${one.name}.service`,
          `port ${one.service} of the Service leads to ${shown(earlier.name)} already`,
          'choose another one',
        );
    }
}

function checkProbes(app: AppSettings, problem: ProblemAt): void {
  const { relax, schedule } = app;
  if (schedule !== undefined) return;
  const containers = [
    { name: app.name, probes: app.probes, place: '' },
    ...app.sidecars.map(({ name, probes }, index) => ({ name, probes, place: `.sidecars[${index}]` })),
  ];
  for (const { name, probes, place } of containers) {
    const own = portsOf(app).filter(({ container }) => container === name);
    for (const [which, probe] of Object.entries(probes)) {
      const at = `${place}.probes.${which}`;
      if (relax.noProbes !== undefined)
        problem(at, 'relax.noProbes says that there is none', 'drop one of the two');
      else if (probe.by !== 'command') checkProbed(probe.port, own, at, problem);
    }
    if (relax.noProbes === undefined && probedBy(probes, own) === undefined)
      problem(
        `${place}.probes`,
        `container ${name} has no TCP port that Kubernetes could probe`,
        "write probes: { ready: { by: 'command', command: [ … ] } }, or relax: { noProbes: 'the reason' }",
      );
  }
}

function checkProbed(
  name: string | undefined,
  own: readonly AppPort[],
  at: string,
  problem: ProblemAt,
): void {
  const tcp = own.filter(({ transport }) => transport === 'tcp').map((port) => port.name);
  if (tcp.length === 0)
    problem(at, 'the probe needs a TCP port, and the container has none', 'write ports, or probe by command');
  else if (name !== undefined && !tcp.includes(name))
    problem(`${at}.port`, `the container has no TCP port named ${shown(name)}`, suggest(name, tcp));
}

function checkExposure(app: AppSettings, problem: ProblemAt): void {
  const { exposure } = app;
  if (exposure.kind === 'internal') return;
  if (Object.keys(app.ports).length === 0) {
    problem('.exposure', 'the app has no port to which it could lead', 'write ports: { http: 8080 }');
    return;
  }
  const ports = portsOf(app).filter(
    ({ transport }) => exposure.kind === 'loadBalancer' || transport === 'tcp',
  );
  exposedPorts(app).forEach((name, index) => {
    if (!ports.some((port) => port.name === name))
      problem(
        exposure.kind === 'route' ? '.exposure.port' : `.exposure.ports[${index}]`,
        `the app has no port ${exposure.kind === 'route' ? 'of tcp ' : ''}named ${shown(name)}`,
        suggest(
          name,
          ports.map((port) => port.name),
        ),
      );
  });
}

function checkRuns(app: AppSettings, problem: ProblemAt): void {
  const { autoscaling, replicas, schedule } = app;
  if (autoscaling !== undefined) {
    if (replicas !== undefined)
      problem('.replicas', 'autoscaling decides how many there are', 'drop replicas, or autoscaling');
    if (autoscaling.least > autoscaling.most)
      problem(
        '.autoscaling.least',
        `${autoscaling.least} is more than most, ${autoscaling.most}`,
        'exchange them',
      );
  }
  if (schedule === undefined) return;
  const odd = [
    ['ports', Object.keys(app.ports).length > 0],
    ['replicas', replicas !== undefined],
    ['autoscaling', autoscaling !== undefined],
    ['sidecars', app.sidecars.length > 0],
    ['probes', Object.keys(app.probes).length > 0],
    ['exposure', app.exposure.kind !== 'internal'],
  ] as const;
  for (const [key, isGiven] of odd)
    if (isGiven)
      problem(
        `.${key}`,
        'an app with a schedule runs to its end and serves nothing',
        `drop ${key}, or schedule`,
      );
}

function checkContainers(about: Identity, app: AppSettings, problem: ProblemAt): void {
  const seen = new Map([[app.name, 'the app itself']]);
  for (const list of ['sidecars', 'initContainers', 'hooks'] as const)
    app[list].forEach((one, index) => {
      const place = `.${list}[${index}]`;
      const other = seen.get(one.name);
      if (other !== undefined)
        problem(`${place}.name`, `${shown(one.name)} is the name of ${other}`, 'choose another name');
      seen.set(one.name, `${list}[${index}]`);
      if (list === 'hooks') checkHookName(about, one.name, place, problem);
      const paths = new Map<string, string>();
      for (const [volume, path] of Object.entries(one.mounts)) {
        const found = app.volumes.find(({ name }) => name === volume);
        if (found === undefined)
          problem(
            `${place}.mounts.${volume}`,
            'no volume of the app has this name',
            app.volumes.length === 0
              ? 'add it to volumes'
              : suggest(
                  volume,
                  app.volumes.map(({ name }) => name),
                ),
          );
        else if (list === 'hooks' && found.kind === 'claim' && found.eachReplica)
          problem(
            `${place}.mounts.${volume}`,
            'each replica has a volume of its own, and a hook is not a replica',
            'drop the mount',
          );
        checkPath(path, `${place}.mounts.${volume}`, paths, app, problem);
      }
    });
}

function checkHookName(about: Identity, name: string, place: string, problem: ProblemAt): void {
  const whole = `${about.name}-${name}`;
  const taken = [filesName(about), `${about.name}-outside`, `${about.name}-tls`];
  if (name === 'app')
    problem(`${place}.name`, '"app" is the workload of the app itself', 'choose another name');
  else if ('refused' in parseLabel(whole) || taken.includes(whole))
    problem(
      `${place}.name`,
      taken.includes(whole)
        ? `${shown(whole)} is the name of another object of the app`
        : `its Job would be named ${shown(whole)}, with more than 63 characters`,
      'choose another name',
    );
}

function checkVolumes(about: Identity, app: AppSettings, problem: ProblemAt): void {
  const names = new Set<string>();
  const paths = new Map<string, string>();
  app.volumes.forEach((volume, index) => {
    const place = `.volumes[${index}]`;
    if (names.has(volume.name)) problem(`${place}.name`, 'two volumes have this name', 'rename one of them');
    else if (ownVolumes.includes(volume.name))
      problem(`${place}.name`, `${shown(volume.name)} is a volume that every app has`, 'choose another name');
    names.add(volume.name);
    checkPath(volume.path, `${place}.path`, paths, app, problem);
    if (volume.kind !== 'claim') return;
    if ('refused' in parseLabel(`${about.name}-${volume.name}`))
      problem(`${place}.name`, 'the name of its claim has more than 63 characters', 'choose a shorter one');
    const several = (app.autoscaling?.most ?? app.replicas ?? 1) > 1;
    if (several && !volume.eachReplica && volume.access.startsWith('ReadWriteOnce'))
      problem(
        place,
        `several replicas share it, and ${volume.access} lets one ${volume.access === 'ReadWriteOnce' ? 'node' : 'pod'} mount it`,
        "write eachReplica: true to give each replica a volume, access: 'ReadWriteMany' if the storage class has that, or one replica",
      );
    const after = app.hooks.findIndex(({ when, mounts }) => when === 'after' && !(volume.name in mounts));
    if (app.schedule !== undefined && after >= 0)
      problem(
        `.hooks[${after}]`,
        `it waits until volume ${shown(volume.name)} is there, which the first run of the schedule makes`,
        'mount the volume in the hook as well, or drop the hook',
      );
    if (volume.eachReplica && app.schedule !== undefined)
      problem(`${place}.eachReplica`, 'an app with a schedule has no replicas', 'drop eachReplica');
  });
  for (const path of Object.keys(app.files)) checkPath(path, `.files.${path}`, paths, app, problem);
}

/** What runtimes mount into each container. https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#default-filesystems */
const systemPaths = ['/proc', '/sys', '/dev', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/** Reports what is mounted over something else, or within a volume in which nothing can be made. */
function checkPath(
  path: string,
  place: string,
  paths: Map<string, string>,
  { volumes }: AppSettings,
  problem: ProblemAt,
): void {
  const system = systemPaths.find((one) => path === one || path.startsWith(`${one}/`));
  if (system !== undefined && path !== '/dev/shm')
    problem(place, `the container runtime provides ${system} itself`, 'choose another path');
  const file = [...paths].find(
    ([one, what]) =>
      (what.startsWith('files.') && path.startsWith(`${one}/`)) ||
      (place.startsWith('.files.') && one.startsWith(`${path}/`)),
  );
  if (file !== undefined)
    problem(
      place,
      `${shown(path)} and ${shown(file[0])} cannot be a file and its folder`,
      'choose another path',
    );
  const other = paths.get(path);
  if (other !== undefined)
    problem(place, `${shown(path)} is the path of ${other} as well`, 'choose another path');
  paths.set(path, place.slice(1));
  const around = volumes.find(
    (volume) => (volume.kind === 'config' || volume.kind === 'secret') && path.startsWith(`${volume.path}/`),
  );
  if (around !== undefined)
    problem(
      place,
      `${shown(path)} is within volume ${shown(around.name)}, which is read-only, so the container would not start`,
      'choose a path outside it',
    );
}
