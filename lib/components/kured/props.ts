import * as v from 'valibot';
import {
  atLeastOne,
  distinct,
  type Endpoint,
  label,
  line,
  type Parsed,
  parsedBy,
  type PropsOf,
  refused,
  shown,
  timeZone,
} from '../../core';

/** Minutes since midnight. */
export function minutesOf(clock: string): number {
  const [hours = '', minutes = ''] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** A time of day: `02:30`. */
const clock = v.pipe(
  v.string(),
  parsedBy((written): Parsed<string> =>
    /^([01]\d|2[0-3]):[0-5]\d$/.test(written)
      ? { value: written }
      : refused(`${shown(written)} is not a time of day`, 'write one such as 02:30'),
  ),
  v.title('time of day'),
);

/** A time span as Go reads it, at least a minute. */
const span = v.pipe(
  v.string(),
  parsedBy((written): Parsed<string> =>
    /^[1-9]\d{0,3}[mh]$/.test(written)
      ? { value: written }
      : refused(`${shown(written)} is not a time span`, 'write minutes or hours, such as 10m or 1h'),
  ),
  v.title('time span'),
);

const prometheus = v.object({
  protocol: v.string(),
  transport: v.literal('tcp'),
  port: v.number(),
  owner: v.looseObject({ kind: v.literal('component') }),
});

export const kuredProps = v.strictObject({
  /** Name of the component. @default 'kured' */
  name: v.exactOptional(label, 'kured'),
  /** Where it lives. @default 'kured' */
  namespace: v.exactOptional(label, 'kured'),
  /** When nodes may reboot. @default always */
  window: v.exactOptional(
    v.strictObject({
      /** Days of the week. @default every day */
      days: v.exactOptional(
        v.pipe(
          v.array(v.picklist(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'])),
          distinct('days'),
          atLeastOne('write a day, or leave days out'),
        ),
      ),
      /** Time of day from which nodes may reboot: `02:00`. */
      start: clock,
      /** Time of day from which no other node begins: `05:00`. Before `start` it is that of the next day. */
      end: clock,
      /** Time zone of both: `Europe/Berlin`. @default 'UTC' */
      timeZone: v.exactOptional(timeZone, 'UTC'),
    }),
  ),
  /** How often each node looks whether it has to reboot: `1h`. @default '1h' */
  period: v.exactOptional(span, '1h'),
  /** How long no other node may follow after a reboot: etcd and volumes copy what the node missed. @default '10m' */
  pause: v.exactOptional(span, '10m'),
  /** How long the pods of a node have to go; after that it stays in service, and kured tries again. @default '30m' */
  drainTimeout: v.exactOptional(span, '30m'),
  /** No node reboots while an alert fires. @default alerts are not looked at */
  alerts: v.exactOptional(
    v.strictObject({
      /** What answers `/api/v1/alerts`: Prometheus, or vmalert of VictoriaMetrics, by its endpoint. */
      from: v.custom<Endpoint>((value) => v.is(prometheus, value), 'an endpoint of a component'),
      /** Alerts that do not count, as a regular expression of names: `^(Watchdog|RebootRequired)$`. @default every alert counts */
      ignore: v.exactOptional(line(500)),
    }),
  ),
});

/** What a person writes for kured. */
export type KuredProps = PropsOf<typeof kuredProps>;

/** The same, as it was read. */
export type KuredSettings = v.InferOutput<typeof kuredProps>;
