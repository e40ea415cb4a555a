/** Images that scripts of the hosts run for a moment. */
export const images = {
  busybox: 'docker.io/library/busybox:1.37.0',
} as const;
