/** What makes a process namespace for a command: all of it ends with its first process, and that with the lab. */
export const endingWithTheLab: readonly string[] = [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
];

/** What makes the namespaces of one suite: it also has a network of its own, and shares no memory with anyone. */
export const namespaceCommand: readonly string[] = [...endingWithTheLab, '--net', '--ipc'];
