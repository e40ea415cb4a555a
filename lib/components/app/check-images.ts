import { inWords, parseLabel, shown } from '../../core';
import { type ImageNeed, type KnownImage, knownImage } from './known-images';
import type { AppSettings } from './props';

/** Reports a problem of an app. The place is below that of the app: `.image`. */
export type ProblemAt = (place: string, reason: string, next: string) => void;

/** A container of an app, with what decides whether its image can run. */
interface Run {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment: AppSettings['environment'];
  /** Paths of the volumes that it can write to. */
  readonly writable: readonly string[];
  /** Whether it mounts volumes by `mounts`: the main container mounts each volume at its own path. */
  readonly byMounts: boolean;
}

/**
 * Reports containers whose image is known and cannot run as the app is hardened: it would ship, and its pods would fail without end.
 * asterism does not look into images, so that an image which it does not know passes.
 */
export function checkImages(app: AppSettings, problem: ProblemAt): void {
  for (const [place, run] of runsOf(app)) {
    const found = knownImage(run.image);
    // Another program than that of the image may need nothing of this.
    if (found === undefined || run.command !== undefined) continue;
    const missing = found.needs.flatMap((need) => missingOf(need, run, app));
    const root = rootProblem(found.known, app);
    const all = root === undefined ? missing : [root, ...missing];
    if (all.length === 0) continue;
    problem(
      place,
      `${found.name} ${inWords(reasonsOf(all))}`,
      `write ${nextOf(all.map(({ write }) => write))}${found.known.instead === undefined ? '' : `; or use ${found.known.instead}`}`,
    );
  }
}

function runsOf(app: AppSettings): readonly (readonly [string, Run])[] {
  const readOnly = (name: string) =>
    app.volumes.some((one) => one.name === name && (one.kind === 'config' || one.kind === 'secret'));
  const mounted = (mounts: readonly (readonly [string, string])[]) =>
    mounts.filter(([name]) => !readOnly(name)).map(([, path]) => path);
  return [
    [
      '.image',
      { ...app, byMounts: false, writable: mounted(app.volumes.map(({ name, path }) => [name, path])) },
    ],
    ...(['sidecars', 'initContainers', 'hooks'] as const).flatMap((list) =>
      app[list].map((one, index) => {
        const run = { ...one, image: one.image ?? app.image, byMounts: true };
        return [
          `.${list}[${index}].image`,
          { ...run, writable: mounted(Object.entries(one.mounts)) },
        ] as const;
      }),
    ),
  ];
}

/** What is missing, and what to write in an app. */
interface Missing {
  /** The reason, or the folder that it writes to. */
  readonly what: string | { readonly verb: 'writes to' | 'keeps data in'; readonly path: string };
  readonly write: Written;
}

/** The reasons, with all folders in one sentence each. */
function reasonsOf(all: readonly Missing[]): readonly string[] {
  const folders = (['writes to', 'keeps data in'] as const).flatMap((verb) => {
    const paths = all.flatMap(({ what }) =>
      typeof what !== 'string' && what.verb === verb ? [what.path] : [],
    );
    return paths.length === 0
      ? []
      : [`${verb} ${inWords(paths)}, which ${paths.length === 1 ? 'is' : 'are'} read-only`];
  });
  return [...all.flatMap(({ what }) => (typeof what === 'string' ? [what] : [])), ...folders];
}

type Written =
  | { readonly kind: 'volume' | 'mount'; readonly text: string }
  | { readonly kind: 'prop'; readonly text: string };

function missingOf(need: ImageNeed, run: Run, app: AppSettings): readonly Missing[] {
  switch (need.kind) {
    case 'folder':
      return missingFolder(need, run, app);
    case 'root':
      return isRootAllowed(need.capabilities, run, app)
        ? []
        : [
            {
              what: 'starts a supervisor as root',
              write: prop(
                `relax: { rootUser: 'its image starts as root', writableRoot: 'its supervisor writes to /run', capabilities: { add: [${need.capabilities.map((one) => `'${one}'`).join(', ')}], why: 'it becomes another user' } }`,
              ),
            },
          ];
    case 'capability':
      return app.relax.capabilities?.add.includes(need.name) === true
        ? []
        : [
            {
              what: `has a program that Kubernetes cannot start without the capability ${need.name}`,
              write: prop(
                `relax: { capabilities: { add: ['${need.name}'], why: 'its program is marked with it' } }`,
              ),
            },
          ];
    case 'user':
      return app.user === need.id && app.relax.rootUser === undefined
        ? []
        : [{ what: `runs as user ${need.id} only`, write: prop(`user: ${need.id}`) }];
    case 'variable':
      return need.name in run.environment
        ? []
        : [
            {
              what: 'cannot use the top folder of a volume, which belongs to root',
              write: prop(`environment: { ${need.name}: ${shown(need.value).replaceAll('"', "'")} }`),
            },
          ];
  }
}

/** Whoever gives the supervisor a volume at /run has read how it runs without root: https://docs.linuxserver.io/misc/non-root/ */
function isRootAllowed(capabilities: readonly string[], run: Run, { relax }: AppSettings): boolean {
  const added: readonly string[] = relax.capabilities?.add ?? [];
  const isRelaxed = relax.rootUser !== undefined && relax.writableRoot !== undefined;
  return isWritable('/run', run.writable) || (isRelaxed && capabilities.every((one) => added.includes(one)));
}

function missingFolder(
  { path: usual, keepsData, variable, unless }: Extract<ImageNeed, { kind: 'folder' }>,
  run: Run,
  app: AppSettings,
): readonly Missing[] {
  const named = variable === undefined ? undefined : run.environment[variable];
  const path = typeof named === 'string' && named.startsWith('/') ? named : usual;
  const moved =
    unless.some((one) => run.args?.some((arg) => arg === one || arg.startsWith(`${one}=`))) ||
    unless.some((one) => one in app.files || app.volumes.some((volume) => volume.path === one));
  if (app.relax.writableRoot !== undefined || moved || isWritable(path, run.writable)) return [];
  const name = volumeName(path);
  const text = run.byMounts
    ? `'${name}': '${path}'`
    : keepsData
      ? `{ kind: 'claim', name: '${name}', path: '${path}', size: '8Gi' }`
      : `{ kind: 'empty', name: '${name}', path: '${path}' }`;
  return [
    {
      what: { verb: keepsData ? 'keeps data in' : 'writes to', path },
      write: { kind: run.byMounts ? 'mount' : 'volume', text },
    },
  ];
}

/** /tmp is a volume of every app. In images, /var/run is a link to /run. */
function isWritable(path: string, writable: readonly string[]): boolean {
  const real = (one: string) => `${one.replace(/\/+$/, '').replace(/^\/var\/run(?=\/|$)/, '/run')}/`;
  return ['/tmp', ...writable].some((one) => real(path).startsWith(real(one)));
}

/** As root, an image of this kind becomes another user, which needs capabilities that an app has dropped. */
function rootProblem({ asRoot }: KnownImage, { relax, user }: AppSettings): Missing | undefined {
  const added: readonly string[] = relax.capabilities?.add ?? [];
  if (relax.rootUser === undefined || asRoot === undefined) return undefined;
  const lacking = asRoot.filter((one) => !added.includes(one));
  return lacking.length === 0
    ? undefined
    : {
        what: `needs the capabilities ${inWords(lacking)} to become another user when it starts as root`,
        write: prop(`no relax.rootUser, so that it starts as user ${user}`),
      };
}

function prop(text: string): Written {
  return { kind: 'prop', text };
}

function nextOf(written: readonly Written[]): string {
  const texts = (kind: Written['kind']) => written.flatMap((one) => (one.kind === kind ? [one.text] : []));
  const [volumes, mounts] = [texts('volume'), texts('mount')];
  return inWords([
    ...texts('prop'),
    ...(volumes.length === 0 ? [] : [`volumes: [${volumes.join(', ')}]`]),
    ...(mounts.length === 0
      ? []
      : [`volumes of kind 'empty' or 'claim', and mounts: { ${mounts.join(', ')} }`]),
  ]);
}

/** A name for the volume of a folder: the last part of its path that is a label. */
function volumeName(path: string): string {
  const parts = path.split('/').filter((part) => !('refused' in parseLabel(part)));
  return parts.at(-1) ?? 'data';
}
