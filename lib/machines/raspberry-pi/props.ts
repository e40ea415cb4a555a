import * as v from 'valibot';
import type { SettingsOf } from '../../inventory';

export const raspberryPiProps = v.strictObject({
  /** 4 or 5. */
  model: v.picklist([4, 5]),
  /** Type of the root disk. etcd needs an NVMe drive: an SD card is too slow and wears out. */
  disk: v.picklist(['nvme', 'sd']),
});

export type RaspberryPiProps = SettingsOf<typeof raspberryPiProps>;
