import type { PlanContext } from '../../core';
import { type KuredSettings, minutesOf } from './props';

const day = 24 * 60;

/** Reports a window that nodes may miss. That etcd keeps its majority while a server reboots, the facts of a cluster say. */
export function checkKured({ window, period }: KuredSettings, { at, report }: PlanContext): void {
  if (window === undefined) return;
  const length = (minutesOf(window.end) - minutesOf(window.start) + day) % day;
  const every = Number(period.slice(0, -1)) * (period.endsWith('h') ? 60 : 1);
  if (length < every)
    report({
      at: `${at}.window.end`,
      reason: `the window has ${length} minutes, and a node looks every ${every} minutes, so that it may miss each window`,
      next: 'write a longer window, or a shorter period',
    });
}
