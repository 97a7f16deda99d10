/** Lists to draw from in tests. */
import { FrameBuilder } from '../../../src/lib/core/sampling/sampling-frame';
import type { SamplingFrame } from '../../../src/lib/core/sampling/sampling-frame';

/** By stratum, how many units. */
export function flatFrame(strata: Readonly<Record<string, number>>): SamplingFrame {
  const builder = new FrameBuilder(false);
  let unitNo = 0;
  for (const [stratum, units] of Object.entries(strata))
    for (let i = 0; i < units; i++) builder.add({ unitNo: ++unitNo, stratum, clusters: [], size: 1 });
  return builder.build();
}

/** One stratum: by commune, the sizes of its villages. `counted`: a row is a village; otherwise a row is one unit of it. */
export function villageFrame(communes: Readonly<Record<string, readonly number[]>>, counted: boolean, stratum = 'S'): SamplingFrame {
  const builder = new FrameBuilder(counted);
  let unitNo = 0;
  for (const [commune, villages] of Object.entries(communes))
    villages.forEach((size, v) => {
      const clusters = [commune, `${commune}.${v + 1}`];
      if (counted) builder.add({ unitNo: ++unitNo, stratum, clusters, size });
      else for (let i = 0; i < size; i++) builder.add({ unitNo: ++unitNo, stratum, clusters, size: 1 });
    });
  return builder.build();
}
