/**
 * Whether a host pattern takes every name of another: `*.example.com` takes `shop.example.com`, but with one label only in
 * certificates, and any number in listeners. https://gateway-api.sigs.k8s.io/reference/spec/#hostname
 */
export function covers(pattern: string, host: string, labels: 'one' | 'any'): boolean {
  if (pattern === host) return true;
  if (!pattern.startsWith('*.')) return false;
  const below = pattern.slice(1);
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (!name.endsWith(below)) return false;
  const rest = name.slice(0, -below.length);
  return labels === 'any' ? rest !== '' : rest !== '' && !rest.includes('.') && !host.startsWith('*.');
}

/** Whether two host patterns have a name in common, as a route and its listener must. */
export function meets(one: string, other: string): boolean {
  return covers(one, other, 'any') || covers(other, one, 'any');
}
