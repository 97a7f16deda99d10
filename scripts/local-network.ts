import { networkInterfaces } from 'node:os';

/** Bridges and tunnels that a phone in the same room cannot reach. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|zt|tailscale|wg)/;

/** This machine's IPv4 address in the local network; undefined when it has none. */
export function localNetworkAddress(): string | undefined {
  const addresses = Object.entries(networkInterfaces()).flatMap(([name, list = []]) =>
    list.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => ({ address, virtual: VIRTUAL.test(name) }))
  );
  return addresses.sort((a, b) => Number(a.virtual) - Number(b.virtual))[0]?.address;
}
